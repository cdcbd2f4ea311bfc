import type { Split } from './images';
import { pictureOrders } from './marks';

/** One class of the project. `position` is its column in a model's output; it never changes. */
export interface ImageClass {
  readonly id: number;
  readonly name: string;
  /** CSS colour. */
  readonly color: string;
  readonly hotkey: string | null;
  readonly position: number;
  /** The class that this one was merged into: this one is no longer given to images, but older models still have it as an output. */
  readonly mergedInto: number | null;
}

/** A person's change of the marks of some images, as the list of steps shows it. */
export type Marked =
  | { readonly kind: 'star'; readonly on: boolean }
  | { readonly kind: 'tag'; readonly on: boolean; readonly name: string }
  /** An empty note means that notes were removed. */
  | { readonly kind: 'note'; readonly note: string };

/** A labelling by a person, or a change of marks, that can be undone or brought back. */
export interface LabelStep {
  readonly id: number;
  /** The class that was given; null if labels were removed. */
  readonly classId: number | null;
  readonly images: number;
  /** For a step of tags, stars and notes, which changed no label; null for others. */
  readonly marked: Marked | null;
  /** For a step that excluded images from everything, or brought them back (false); null for others. */
  readonly excluded: boolean | null;
}

/**
 * `conflict`: copies of one picture under different labels, all put aside until somebody corrects one. `alike`: near duplicates, including
 * those that are left out because one of them is held out. `excluded`: those that a person excluded.
 */
export const labelViews = ['unlabelled', 'labelled', 'conflict', 'alike', 'excluded'] as const;
export type LabelView = (typeof labelViews)[number];

/** `newest`: labelled last; `path`: as imported, with copies of a picture side by side if they are in conflict. */
export const labelOrders = ['random', 'diverse', 'uncertain', 'newest', 'path', ...pictureOrders] as const;
export type LabelOrder = (typeof labelOrders)[number];

/** Usable images by the origin of the label that an export would give them. */
export interface LabelSourceCounts {
  readonly import: number;
  readonly person: number;
  readonly review: number;
  readonly 'pseudo-label': number;
  readonly none: number;
}

/** A labelled image whose label a model doubts. */
export interface SuspiciousLabel {
  readonly imageId: number;
  readonly split: Split;
  /** The label when it was measured. */
  readonly labelId: number;
  /** The class that the model predicts. */
  readonly classId: number;
  readonly confidence: number;
  /** The probability that the model gives to the label. */
  readonly labelProbability: number;
}
