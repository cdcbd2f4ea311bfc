import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import {
  type ImageMarks,
  longestNote,
  longestTag,
  type MarkChange,
  type PictureFilter,
  pictureFilterSchema,
  type SavedFilter,
  type Tag,
} from '../core/vocabulary/marks';

export type { ImageMarks, MarkChange, PictureFilter, SavedFilter, Tag };
export { pictureFilterSchema };

/** Tags, stars and notes of images, and filters by them. */
export interface MarksOverview {
  /** Sorted by name. */
  readonly tags: readonly Tag[];
  /** The number of pictures with a star, and with a note. */
  readonly starred: number;
  readonly noted: number;
  /** Sorted by name. */
  readonly filters: readonly SavedFilter[];
}

export interface MarksGiven {
  /** The number of pictures that changed; copies of one picture are counted as one. */
  readonly changed: number;
  /** The step that undo takes back; null if nothing changed. */
  readonly stepId: number | null;
}

const id = z.int().positive();
const ids = z.instanceof(Int32Array);
const name = z.string().trim().min(1).max(longestTag);
const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('star'), on: z.boolean() }),
  z.object({ kind: z.literal('tag'), tagId: id, on: z.boolean() }),
  z.object({ kind: z.literal('note'), note: z.string().trim().max(longestNote) }),
]);

export const marksContract = {
  overview: oc.output(type<MarksOverview>()),
  /** The marks of images, in the order of the request. */
  of: oc.input(z.object({ ids: z.array(id).max(1000) })).output(type<ImageMarks[]>()),
  /** For each tag that any of these images has, the number of images that have it; for a list of tags beside a selection of any size. */
  among: oc.input(z.object({ ids })).output(type<{ readonly tagId: number; readonly images: number }[]>()),
  /** Changes marks of any number of images in one step, which is undone in order with the labelling steps. Throws `unknown-tag`. */
  set: oc.input(z.object({ ids, change })).output(type<MarksGiven>()),
  /** Returns the tag of this name, and creates it if there is none. Throws `tag-name`. */
  addTag: oc.input(z.object({ name })).output(type<{ readonly id: number }>()),
  /** Throws `unknown-tag`, `tag-name`, `tag-name-taken`. */
  renameTag: oc.input(z.object({ id, name })).output(type<null>()),
  /** Deletes a tag and removes it from all images; this cannot be undone. Throws `unknown-tag`. */
  removeTag: oc.input(z.object({ id })).output(type<null>()),
  /** Stores a filter under a name, and replaces an earlier filter of that name. */
  saveFilter: oc.input(z.object({ name, filter: pictureFilterSchema })).output(type<null>()),
  /** Throws `filter-name-taken`. */
  renameFilter: oc.input(z.object({ id, name })).output(type<null>()),
  removeFilter: oc.input(z.object({ id })).output(type<null>()),
};
