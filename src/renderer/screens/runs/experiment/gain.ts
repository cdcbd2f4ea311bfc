import type { RunView } from '../../../../contract';

/** Whether two models were measured on the same test images, as far as known. */
export function isSameTest(a: RunView, b: RunView): boolean {
  if (a.testSet !== null && b.testSet !== null) return a.testSet === b.testSet;
  return a.testImages === b.testImages;
}

/** A model's lead over another: on the test split if both were measured on the same images of it, otherwise on validation. */
export function gainOver(
  base: RunView | undefined,
  run: RunView,
): { readonly gain: number; readonly split: 'test' | 'validation' } | null {
  if (!base) return null;
  if (base.testAccuracy !== null && run.testAccuracy !== null && isSameTest(base, run))
    return { gain: run.testAccuracy - base.testAccuracy, split: 'test' };
  if (base.validationAccuracy !== null && run.validationAccuracy !== null)
    return { gain: run.validationAccuracy - base.validationAccuracy, split: 'validation' };
  return null;
}
