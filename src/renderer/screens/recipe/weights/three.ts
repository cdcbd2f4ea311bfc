/** Parses three numbers for red, green and blue; null for any other text. */
export function threeIn(text: string): [number, number, number] | null {
  const values = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number);
  const isThree = values.length === 3 && values.every((value) => value >= 0 && value <= 2);
  return isThree ? (values as [number, number, number]) : null;
}
