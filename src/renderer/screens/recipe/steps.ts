import type { RecipeField } from '../../../core/recipe';

export interface SliderRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** Settings that are found by trying, by the last part of their path: a slider beside the number, over the useful range. */
const sliders: Readonly<Record<string, SliderRange>> = {
  ops: { min: 0, max: 6, step: 1 },
  magnitude: { min: 0, max: 30, step: 1 },
  crop: { min: 0, max: 0.5, step: 0.01 },
  cutout: { min: 0, max: 1, step: 0.05 },
  threshold: { min: 0, max: 1, step: 0.01 },
  keep: { min: 0.5, max: 1, step: 0.01 },
  validationShare: { min: 0, max: 0.5, step: 0.01 },
};

const lastPart = (path: string) => path.slice(path.lastIndexOf('.') + 1);

export function sliderOf({ path }: RecipeField): SliderRange | null {
  return sliders[lastPart(path)] ?? null;
}

/** The value one arrow key further, within the range; null where there is no step. Small numbers move by a tenth of their size. */
export function stepped(field: RecipeField, value: unknown, direction: 1 | -1): number | null {
  if (typeof value !== 'number' || field.list) return null;
  const step = field.type === 'integer' ? 1 : (sliderOf(field)?.step ?? magnitudeOf(value) / 10);
  const next = Number((value + direction * step).toPrecision(12));
  return Math.min(field.max ?? next, Math.max(field.min ?? next, next));
}

/** 10 for 34, 0.001 for 0.004; 1 for 0. */
function magnitudeOf(value: number): number {
  return value === 0 ? 1 : 10 ** Math.floor(Math.log10(Math.abs(value)));
}
