import type { LabelOrder, LabelView } from '../../../contract';

export type { Look } from './session';

const orders: Readonly<Record<LabelView, readonly LabelOrder[]>> = {
  unlabelled: ['random', 'diverse', 'uncertain', 'path'],
  labelled: ['newest', 'random', 'path'],
  conflict: ['path'],
};

/** In which orders the images of a view can be shown, the usual one first. */
export const ordersOf = (view: LabelView): readonly LabelOrder[] => orders[view];
