import type { Values } from '../words/template';

/**
 * Which part of the work an image belongs to. An image of `test` or `extra-test` is never trained on; `extra-test` images are those of
 * sources that are test sets with a name of their own.
 */
export const splits = ['labelled-train', 'validation', 'test', 'extra-test', 'unlabelled'] as const;
export type Split = (typeof splits)[number];

/** Splits that only measure: models neither learn from them nor are chosen by them. */
export const isTest = (split: Split): boolean => split === 'test' || split === 'extra-test';

/** Splits that are kept from learning; validation images choose the weights. */
export const isHeldOut = (split: Split): boolean => isTest(split) || split === 'validation';

/** Only `ok` images are shown to a model. `excluded`: a person excluded them. */
export const imageStates = ['ok', 'excluded', 'quarantined', 'duplicate', 'leak', 'missing'] as const;
export type ImageState = (typeof imageStates)[number];

/** How a picture is made square: cropped around the centre, padded with black bars, or stretched. */
export const fits = ['cover', 'contain', 'squeeze'] as const;
export type Fit = (typeof fits)[number];

/**
 * What images are imported from: a folder with a subfolder for each class, possibly below folders of splits; a folder without labels; or a
 * list, which is a table, JSON Lines, or a file of another program whose format is recognised by its content.
 */
export const sourceKinds = ['folder-per-class', 'split-folders', 'pool', 'csv', 'jsonl', 'list'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** Whether a source lists the images instead of containing them. */
export const isListKind = (kind: SourceKind): boolean =>
  kind === 'csv' || kind === 'jsonl' || kind === 'list';

/** One image as the catalog knows it. The file itself is never written. */
export interface Image {
  readonly id: number;
  readonly sourceId: number;
  /** Relative to its source's root, as found on disk. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
  readonly size: number | null;
  readonly mtimeMs: number | null;
  readonly format: string | null;
  /** Pixels, after EXIF orientation. */
  readonly width: number | null;
  readonly height: number | null;
  /** Hex. */
  readonly contentHash: string | null;
  /** Hex. */
  readonly perceptualHash: string | null;
  readonly split: Split;
  readonly classId: number | null;
  readonly state: ImageState;
  /** Why it is not `ok`: machine-readable, and a sentence. */
  readonly code: string | null;
  readonly reason: string | null;
  /** The facts of that sentence; null if it has none, and for reasons of older versions. */
  readonly reasonValues: Values | null;
  /** The image that is kept in place of this duplicate or leak. */
  readonly twinId: number | null;
}

/** A problem with a source that does not concern an image, such as a line of a list. */
export interface Issue {
  readonly place: string;
  readonly code: string;
  /** In English, as the command line says it. */
  readonly reason: string;
  /** The facts of that sentence; null for reasons of older versions. */
  readonly values: Values | null;
}

/** What happened to the images of a removed source. */
export interface RemovedSource {
  readonly forgotten: number;
  /** Images that a person labelled or reviewed, or that a model was measured on or labelled: they stay known, but are not used. */
  readonly kept: number;
}
