import type { LabelOrder, LabelView, PictureFilter } from '../../../contract';
import type { NextBy } from '../../../core/vocabulary/label-next';
import { pictureOrders } from '../../../core/vocabulary/marks';

/** Orders of the studio, by likeness to some images, and that of the images to be labelled next. */
export type ShownOrder = LabelOrder | 'similar' | 'next';

/** Which images are shown, and in which order. */
export interface LabelViewChoice {
  readonly view: LabelView;
  readonly order: ShownOrder;
  /** What puts them in order, where it is that of the images to be labelled next. */
  readonly by: NextBy;
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
  ...{ view: 'unlabelled', order: 'random', by: 'typical', seed: 1, classId: null },
  ...{ similarTo: none, cluster: null, search: '', pictures: {} },
};

const orders: Readonly<Record<LabelView, readonly Exclude<ShownOrder, 'similar'>[]>> = {
  unlabelled: ['random', 'next', 'diverse', 'uncertain', 'path', ...pictureOrders],
  labelled: ['newest', 'random', 'path', ...pictureOrders],
  conflict: ['path'],
  alike: ['path'],
};

/** The possible orders of a view, the default first. */
export const ordersOf = (view: LabelView): readonly ShownOrder[] => orders[view];

/** Whether images of the view can be put in order by likeness: the others stand in groups. */
export const mayBeSimilar = (view: LabelView): boolean => orders[view].length > 1;

/** Whether the images are in an order that their looks decide. */
export const isByLooks = ({ order, by }: LabelViewChoice): boolean =>
  order === 'similar' || (order === 'next' && by === 'typical');

/** A view in its default order, of all classes or of one. */
export const choiceOf = (
  view: LabelView,
  classId: number | null = null,
): Omit<LabelViewChoice, 'by' | 'seed' | 'search' | 'pictures'> => ({
  ...{ view, classId, similarTo: none, cluster: null },
  order: ordersOf(view)[0],
});
