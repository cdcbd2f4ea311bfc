import type { RecipeField } from '../../../../core/recipe';

/**
 * The value after one press of an arrow key, within the range; null if no step is possible. Small numbers move by a tenth of their size.
 */
export function stepped(field: RecipeField, value: unknown, direction: 1 | -1): number | null {
  if (typeof value !== 'number' || field.list) return null;
  const step = field.type === 'integer' ? 1 : (field.slider?.step ?? magnitudeOf(value) / 10);
  const next = Number((value + direction * step).toPrecision(12));
  return Math.min(field.max ?? next, Math.max(field.min ?? next, next));
}

/** The power of ten below a number: 10 for 34, 0.001 for 0.004; 1 for 0. */
function magnitudeOf(value: number): number {
  return value === 0 ? 1 : 10 ** Math.floor(Math.log10(Math.abs(value)));
}
