import type { LabelOrder, LabelView } from '../../../contract';

/** Which images are shown, and in which order. */
export interface LabelChoice {
  readonly view: LabelView;
  readonly order: LabelOrder;
  readonly seed: number;
  readonly classId: number | null;
}

export const firstChoice: LabelChoice = { view: 'unlabelled', order: 'random', seed: 1, classId: null };

const orders: Readonly<Record<LabelView, readonly LabelOrder[]>> = {
  unlabelled: ['random', 'diverse', 'uncertain', 'path'],
  labelled: ['newest', 'random', 'path'],
  conflict: ['path'],
  alike: ['path'],
};

/** The possible orders of a view, the default first. */
export const ordersOf = (view: LabelView): readonly LabelOrder[] => orders[view];

/** A view in its default order, of all classes or of one. */
export const choiceOf = (view: LabelView, classId: number | null = null): Omit<LabelChoice, 'seed'> => ({
  ...{ view, classId },
  order: ordersOf(view)[0],
});
