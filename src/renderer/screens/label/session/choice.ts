import type { LabelOrder, LabelView, PictureFilter } from '../../../../contract';
import { type ImageIssue, imageIssues } from '../../../../core/vocabulary/image-issues';
import type { NextBy } from '../../../../core/vocabulary/label-next';
import { pictureOrders } from '../../../../core/vocabulary/marks';

/** The orders of the studio, by image issues, by likeness to some images, and by which images are best labelled next. */
export type ShownOrder = LabelOrder | ImageIssue | 'similar' | 'next';

/** Which images are shown, and in which order. */
export interface LabelViewChoice {
  readonly view: LabelView;
  readonly order: ShownOrder;
  /** What decides the order `next`. */
  readonly by: NextBy;
  readonly seed: number;
  readonly classId: number | null;
  /** The images that the others are compared with if the order is `similar`. */
  readonly similarTo: Int32Array<ArrayBuffer>;
  /** The cluster that is shown in place of the view, its most typical images first; null for none. */
  readonly cluster: number | null;
  /** Words in names and folders. */
  readonly search: string;
  /** The filter by marks and by facts of the files. */
  readonly pictures: PictureFilter;
}

const none = new Int32Array();

export const firstChoice: LabelViewChoice = {
  ...{ view: 'unlabelled', order: 'random', by: 'typical', seed: 1, classId: null },
  ...{ similarTo: none, cluster: null, search: '', pictures: {} },
};

const orders: Readonly<Record<LabelView, readonly Exclude<ShownOrder, 'similar'>[]>> = {
  unlabelled: ['random', 'next', 'diverse', 'uncertain', 'path', ...pictureOrders, ...imageIssues],
  labelled: ['newest', 'random', 'path', ...pictureOrders, ...imageIssues],
  conflict: ['path'],
  excluded: ['path', ...pictureOrders],
  alike: ['path'],
};

/** The possible orders of a view, the default first. */
export const ordersOf = (view: LabelView): readonly ShownOrder[] => orders[view];

/** Whether images of the view can be ordered by likeness. Those of the other views are in groups, or were not looked at. */
export const mayBeSimilar = (view: LabelView): boolean => view === 'unlabelled' || view === 'labelled';

/** Whether the order of the images depends on how they look. */
export const isByLooks = ({ order, by }: LabelViewChoice): boolean =>
  order === 'similar' || order === 'outlier' || (order === 'next' && by === 'typical');

/** A view in its default order, of all classes or of one. */
export const choiceOf = (
  view: LabelView,
  classId: number | null = null,
): Omit<LabelViewChoice, 'by' | 'seed' | 'search' | 'pictures'> => ({
  ...{ view, classId, similarTo: none, cluster: null },
  order: ordersOf(view)[0],
});
