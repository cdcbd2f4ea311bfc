export interface Track {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** The position of a value on its track, 0 to 1. */
export function shareAt(value: number, min: number, max: number): number {
  return max > min ? Math.min(1, Math.max(0, (value - min) / (max - min))) : 0;
}

/** The nearest multiple of the step within the track, rounded to remove binary fractions. */
export function snapped(value: number, min: number, max: number, step: number): number {
  const inside = Math.min(max, Math.max(min, Math.round(value / step) * step));
  return Number(inside.toPrecision(9));
}

/** The value that a key moves a handle to; null for other keys. Home and End move to the ends, page keys by ten steps. */
export function stepped(key: string, value: number, { min, max, step }: Track): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
    PageDown: -10,
    PageUp: 10,
  };
  if (key === 'Home') return min;
  if (key === 'End') return max;
  return key in steps ? snapped(value + steps[key] * step, min, max, step) : null;
}
