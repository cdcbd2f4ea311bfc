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
  /** The class that it became part of: it is no longer given to images, but older models still have it as an output. */
  readonly mergedInto: number | null;
}

/** What a person did with the marks of some images, as the list of steps names it. */
export type Marked =
  | { readonly kind: 'star'; readonly on: boolean }
  | { readonly kind: 'tag'; readonly on: boolean; readonly name: string }
  /** An empty note: notes were taken away. */
  | { readonly kind: 'note'; readonly note: string };

/** A labelling by a person, or a change of marks, that can be undone or brought back. */
export interface LabelStep {
  readonly id: number;
  /** The class that was given; null: labels were taken away. */
  readonly classId: number | null;
  readonly images: number;
  /** For a step of tags, stars and notes, which changed no label; null for others. */
  readonly marked: Marked | null;
}

/**
 * `conflict`: copies of one picture under different labels, all put aside until somebody corrects one. `alike`: near duplicates, and those of
 * them that are left out because one is held out.
 */
export const labelViews = ['unlabelled', 'labelled', 'conflict', 'alike'] as const;
export type LabelView = (typeof labelViews)[number];

/** `newest`: labelled last; `path`: as imported, copies of a picture side by side where they are in conflict. */
export const labelOrders = ['random', 'diverse', 'uncertain', 'newest', 'path', ...pictureOrders] as const;
export type LabelOrder = (typeof labelOrders)[number];

/** Usable images by where the label comes from that an export would give them. */
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
  /** What the model says. */
  readonly classId: number;
  readonly confidence: number;
  /** What the model gives the label. */
  readonly labelProbability: number;
}
