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
  /** By name. */
  readonly tags: readonly Tag[];
  /** Pictures with a star, and with a note. */
  readonly starred: number;
  readonly noted: number;
  /** By name. */
  readonly filters: readonly SavedFilter[];
}

export interface MarksGiven {
  /** Pictures that changed; copies of one picture are one. */
  readonly changed: number;
  /** The step that undo takes back; null where nothing changed. */
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
  /** What is written on images, in the order asked for. */
  of: oc.input(z.object({ ids: z.array(id).max(1000) })).output(type<ImageMarks[]>()),
  /** How many of these images have each of the tags that any has; for a list of tags beside a selection of any size. */
  among: oc.input(z.object({ ids })).output(type<{ readonly tagId: number; readonly images: number }[]>()),
  /** One undoable step over any number of images, among those of labels. Throws `unknown-tag`. */
  set: oc.input(z.object({ ids, change })).output(type<MarksGiven>()),
  /** The tag of a name, made where there is none. Throws `tag-name`. */
  addTag: oc.input(z.object({ name })).output(type<{ readonly id: number }>()),
  /** Throws `unknown-tag`, `tag-name`, `tag-name-taken`. */
  renameTag: oc.input(z.object({ id, name })).output(type<null>()),
  /** Takes the tag from all images, for good. Throws `unknown-tag`. */
  removeTag: oc.input(z.object({ id })).output(type<null>()),
  /** Keeps a filter under a name; one of that name is replaced. */
  saveFilter: oc.input(z.object({ name, filter: pictureFilterSchema })).output(type<null>()),
  /** Throws `filter-name-taken`. */
  renameFilter: oc.input(z.object({ id, name })).output(type<null>()),
  removeFilter: oc.input(z.object({ id })).output(type<null>()),
};
