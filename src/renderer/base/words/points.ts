/** A difference of two shares in percentage points, with its sign: +1.4. */
export function points(gain: number | null | undefined, digits = 1): string {
  if (gain === null || gain === undefined || !Number.isFinite(gain)) return '–';
  const text = (Math.abs(gain) * 100).toFixed(digits);
  if (Number(text) === 0) return `±${text}`;
  return `${gain > 0 ? '+' : '−'}${text}`;
}
