import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import {
  type Image,
  type ImageState,
  type Issue,
  imageStates,
  type RemovedSource,
  type SourceKind,
  type Split,
  sourceKinds,
  splits,
} from '../core/vocabulary/images';
import type { ImageClass } from '../core/vocabulary/labels';
import type { JobState } from '../core/vocabulary/runs';
import type { InEach } from '../core/words/language';
import type { Note } from '../core/words/notes';
import type { JobView } from './jobs';

export type { ImageState, RemovedSource, SourceKind, Split };

/** A class with its usable images by split. */
export interface ClassView extends ImageClass {
  readonly images: Readonly<Record<Split, number>>;
}

export interface SourceView {
  readonly id: number;
  readonly kind: SourceKind;
  readonly path: string;
  readonly split: Split | null;
  readonly addedAt: number;
  /** False where the folder or list is no longer there. */
  readonly exists: boolean;
  readonly states: Readonly<Record<ImageState, number>>;
  readonly lastImport: {
    readonly state: JobState;
    readonly startedAt: number;
    readonly finishedAt: number | null;
  } | null;
  /** What is wrong with the source itself, by folder or line of a list. */
  readonly issues: readonly Issue[];
}

export interface DataOverview {
  readonly classes: readonly ClassView[];
  /** Classes that became part of others: what was measured before still names them. */
  readonly merged: readonly ImageClass[];
  /** Usable images. */
  readonly splits: Readonly<Record<Split, number>>;
  readonly states: Readonly<Record<ImageState, number>>;
  readonly sources: readonly SourceView[];
  /** Labelled training images that a split may be drawn from. */
  readonly drawable: number;
}

/** How a dropped or chosen path looks, before anything is imported. */
export interface PathGuess {
  readonly path: string;
  readonly kind: SourceKind | null;
  readonly split: Split | null;
  /** Names of subfolders that hold images: the classes. At most a few. */
  readonly folders: readonly string[];
  readonly folderCount: number;
  /** Image files lying directly in the folder. */
  readonly looseFiles: number;
  /** Nothing at all lies in the folder, however deep. */
  readonly empty: boolean;
  /** What the format of a list of another program is called, by what is in it; null for all else. */
  readonly format: InEach<string> | null;
  /** Names of its folders that stand for splits, where it is such a tree. */
  readonly splits: { readonly folders: Readonly<Partial<Record<Split, readonly string[]>>> } | null;
  /** Was imported before: it will be brought up to date. */
  readonly known: boolean;
}

export type ImageFacts = Pick<
  Image,
  | 'id'
  | 'path'
  | 'file'
  | 'width'
  | 'height'
  | 'format'
  | 'size'
  | 'split'
  | 'classId'
  | 'state'
  | 'code'
  | 'reason'
  | 'reasonValues'
  | 'twinId'
>;

/** What an image's file says of it. */
export interface FileFacts {
  readonly file: string;
  readonly bytes: number;
  /** When the file was last written, ms since 1970. */
  readonly modifiedAt: number;
  /** When the camera took it, by its own clock without a zone, as `2026-05-01T10:11:12`; null where the file does not tell. */
  readonly taken: string | null;
  /** Make and model. */
  readonly camera: string | null;
}

export const splitSchema = z.enum(splits);
const kindSchema = z.enum(sourceKinds);
const path = z.string().min(1).max(4096);
const id = z.int().positive();

const importItem = z.object({
  path,
  kind: kindSchema.optional(),
  split: splitSchema.optional(),
  /** Leaves out images in which a list names objects of several classes; else it is refused (`list-several-classes`). */
  leaveOutSeveral: z.boolean().optional(),
});
export type ImportItem = z.infer<typeof importItem>;

export const dataContract = {
  overview: oc.output(type<DataOverview>()),
  inspect: oc.input(z.object({ paths: z.array(path).min(1).max(100) })).output(type<PathGuess[]>()),
  /** A job for each item. Items that are known are brought up to date: only new and changed files are read. */
  import: oc.input(z.object({ items: z.array(importItem).min(1).max(100) })).output(type<JobView[]>()),
  /** A test share of null leaves the test split as it is. Notes say where far less was held out than asked for. Throws `job-running`. */
  drawSplit: oc
    .input(
      z.object({
        validationShare: z.number().min(0).max(0.9),
        testShare: z.number().min(0).max(0.9).nullable(),
        seed: z.int().min(0),
      }),
    )
    .output(type<{ validation: number; test: number; notes: readonly Note[] }>()),
  /** Says that near copies (code `near-leak`) are other pictures than those held out: they are used. Refused (`job-running`) while a job runs. */
  allowNear: oc.input(z.object({ ids: z.array(id).min(1).max(1000) })).output(type<{ allowed: number }>()),
  /** Takes back what a person said by `allowNear`. Throws `job-running`. */
  forbidNear: oc.input(z.object({ ids: z.array(id).min(1).max(1000) })).output(type<null>()),
  updateClass: oc
    .input(
      z.object({
        id,
        name: z.string().trim().min(1).max(200).optional(),
        color: z
          .string()
          .regex(/^#[0-9a-f]{6}$/i)
          .optional(),
        hotkey: z.string().length(1).nullable().optional(),
      }),
    )
    .output(type<null>()),
  /** Throws `class-name-taken` where there is one of that name. */
  addClass: oc.input(z.object({ name: z.string().trim().min(1).max(200) })).output(type<ClassView>()),
  /** The same for several at once: all of them, or none. Names that are there already are passed over; gives how many were not. */
  addClasses: oc
    .input(z.object({ names: z.array(z.string().trim().min(1).max(200)).min(1).max(20_000) }))
    .output(type<{ added: number }>()),
  /**
   * Takes a class away that no image has, no model was trained with and nothing else names. Throws `class-not-empty`, `class-in-model`,
   * `class-has-merged`, `class-in-reviews`.
   */
  removeClass: oc.input(z.object({ id })).output(type<null>()),
  /** Makes one class part of another. Gives how many images got the other label. Refused (`job-running`) while a job runs. */
  mergeClass: oc.input(z.object({ id, into: id })).output(type<{ changed: number }>()),
  /** Looks in a folder for the files of a source that was moved. */
  findMoved: oc.input(z.object({ sourceId: id, folder: path })).output(type<JobView>()),
  /** What taking a source out would do to its images. */
  previewRemoval: oc.input(z.object({ sourceId: id })).output(type<RemovedSource>()),
  /** Takes a source out of the project; its files are not touched. Refused (`job-running`) while a job runs. */
  removeSource: oc.input(z.object({ sourceId: id })).output(type<RemovedSource>()),
  /** Ids of the images that the filter lets through, as one array: what a virtual list scrolls over. */
  imageIds: oc
    .input(
      z.object({
        split: splitSchema.optional(),
        state: z.enum(imageStates).optional(),
        classId: id.nullable().optional(),
        sourceId: id.optional(),
        search: z.string().max(200).optional(),
      }),
    )
    .output(type<Int32Array>()),
  /** Read from the file. Throws `unknown-image`, and where the file cannot be read. */
  fileFacts: oc.input(z.object({ id })).output(type<FileFacts>()),
  /** Shows an image's file in the system's file manager. Throws `unknown-image`, and `vanished` where it is gone. */
  revealImage: oc.input(z.object({ id })).output(type<null>()),
  imageFacts: oc.input(z.object({ ids: z.array(id).max(1000) })).output(type<ImageFacts[]>()),
};
