import type { LabelOrder, LabelView, PictureFilter } from '../../../contract';
import { pictureOrders } from '../../../core/vocabulary/marks';

/** Orders of the studio, and by likeness to some images. */
export type ShownOrder = LabelOrder | 'similar';

/** Which images are shown, and in which order. */
export interface LabelViewChoice {
  readonly view: LabelView;
  readonly order: ShownOrder;
  readonly seed: number;
  readonly classId: number | null;
  /** The images that the others are compared with, where the order is `similar`. */
  readonly similarTo: Int32Array<ArrayBuffer>;
  /** The cluster that is shown in place of the view, its most typical images first. */
  readonly cluster: number | null;
  /** Words of names and folders. */
  readonly search: string;
  /** By marks and by what the files are. */
  readonly pictures: PictureFilter;
}

const none = new Int32Array();

export const firstChoice: LabelViewChoice = {
  ...{ view: 'unlabelled', order: 'random', seed: 1, classId: null },
  ...{ similarTo: none, cluster: null, search: '', pictures: {} },
};

const orders: Readonly<Record<LabelView, readonly LabelOrder[]>> = {
  unlabelled: ['random', 'diverse', 'uncertain', 'path', ...pictureOrders],
  labelled: ['newest', 'random', 'path', ...pictureOrders],
  conflict: ['path'],
  alike: ['path'],
};

/** The possible orders of a view, the default first. */
export const ordersOf = (view: LabelView): readonly LabelOrder[] => orders[view];

/** Whether images of the view can be put in order by likeness: the others stand in groups. */
export const mayBeSimilar = (view: LabelView): boolean => orders[view].length > 1;

/** A view in its default order, of all classes or of one. */
export const choiceOf = (
  view: LabelView,
  classId: number | null = null,
): Omit<LabelViewChoice, 'seed' | 'search' | 'pictures'> => ({
  ...{ view, classId, similarTo: none, cluster: null },
  order: ordersOf(view)[0],
});
