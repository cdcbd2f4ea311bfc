import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { JobState } from '../core/stored/runs';
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
import { mostPlaces } from '../core/vocabulary/paths';
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
  /** The name of the test set that the source is, or is a part of. */
  readonly testSet: string | null;
  readonly addedAt: number;
  /** False if the folder or list is no longer there. */
  readonly exists: boolean;
  readonly states: Readonly<Record<ImageState, number>>;
  readonly lastImport: {
    readonly state: JobState;
    readonly startedAt: number;
    readonly finishedAt: number | null;
  } | null;
  /** Problems of the source itself, by folder or line of a list. */
  readonly issues: readonly Issue[];
  /** How the last import read it. */
  readonly notes: readonly Note[];
}

export interface DataOverview {
  readonly classes: readonly ClassView[];
  /** Merged classes, which earlier measurements still name. */
  readonly merged: readonly ImageClass[];
  /** The number of usable images in each split. */
  readonly splits: Readonly<Record<Split, number>>;
  readonly states: Readonly<Record<ImageState, number>>;
  /** Images that are put aside because copies of them have another label, until a person says which label is right. */
  readonly conflicts: number;
  readonly sources: readonly SourceView[];
  /** Labelled training images from which a split may be drawn. */
  readonly drawable: number;
}

/** A first look at a dropped or chosen path, before anything is imported. */
export interface PathGuess {
  readonly path: string;
  readonly kind: SourceKind | null;
  /** Null if a list or the names of folders say which split each image belongs to. */
  readonly split: Split | null;
  /** The name of the test set that a known source is. */
  readonly testSet: string | null;
  /** Names of subfolders that hold images: the classes. At most a few. */
  readonly folders: readonly string[];
  readonly folderCount: number;
  /** Image files lying directly in the folder. */
  readonly looseFiles: number;
  /** Whether the folder and its subfolders are empty. */
  readonly empty: boolean;
  /** The name of another program's list format, recognised by content; null for anything else. */
  readonly format: InEach<string> | null;
  /** The folders that stand for splits, in a tree with such folders. */
  readonly splits: { readonly folders: Readonly<Partial<Record<Split, readonly string[]>>> } | null;
  /** Lists beside folders of classes that are named like splits and name their images; at most a few. */
  readonly splitLists: readonly string[];
  /** Whether it was imported before and will be updated. */
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

/** Facts that are read from an image's file. */
export interface FileFacts {
  readonly file: string;
  readonly bytes: number;
  /** When the file was last written, ms since 1970. */
  readonly modifiedAt: number;
  /** When the camera took it, by its own clock and without a time zone, such as `2026-05-01T10:11:12`; null if the file does not say. */
  readonly taken: string | null;
  /** The make and model of the camera. */
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
  /** Its images become a named test set; `split` is then left out. */
  testSet: z.string().max(200).optional(),
  /**
   * Leaves out images for which a list names objects of several classes; otherwise such a list is refused
   * (`list-several-classes`).
   */
  leaveOutSeveral: z.boolean().optional(),
});
export type ImportItem = z.infer<typeof importItem>;

export const dataContract = {
  overview: oc.output(type<DataOverview>()),
  /** Ids of the sources whose files are not in their place now. */
  missing: oc.output(type<number[]>()),
  inspect: oc.input(z.object({ paths: z.array(path).min(1).max(mostPlaces) })).output(type<PathGuess[]>()),
  /** Starts a job for each item. Known items are updated: only new and changed files are read. */
  import: oc.input(z.object({ items: z.array(importItem).min(1).max(mostPlaces) })).output(type<JobView[]>()),
  /**
   * Draws splits. A test share of null leaves the test split unchanged. Notes report splits for which far fewer images than requested were
   * held out. Throws `job-running`.
   */
  drawSplit: oc
    .input(
      z.object({
        validationShare: z.number().min(0).max(0.9),
        testShare: z.number().min(0).max(0.9).nullable(),
        seed: z.int().min(0),
      }),
    )
    .output(type<{ validation: number; test: number; notes: readonly Note[] }>()),
  /**
   * Records that near copies (code `near-leak`) are different pictures from the held-out ones, so that they are used. Refused
   * (`job-running`) while a job runs.
   */
  allowNear: oc.input(z.object({ ids: z.array(id).min(1).max(1000) })).output(type<{ allowed: number }>()),
  /** Takes back `allowNear`. Throws `job-running`. */
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
  /** Throws `class-name-taken` if the name exists. */
  addClass: oc.input(z.object({ name: z.string().trim().min(1).max(200) })).output(type<ClassView>()),
  /**
   * Adds several classes at once: all of them, or none. Existing names are skipped; returns how many were
   * added.
   */
  addClasses: oc
    .input(z.object({ names: z.array(z.string().trim().min(1).max(200)).min(1).max(20_000) }))
    .output(type<{ added: number }>()),
  /**
   * Deletes a class that no image has, no model was trained with and nothing else names. Throws
   * `class-not-empty`, `class-in-model`, `class-has-merged`, `class-in-reviews`.
   */
  removeClass: oc.input(z.object({ id })).output(type<null>()),
  /** Merges a class into another. Returns how many images got the label of the other class. Refused (`job-running`) while a job runs. */
  mergeClass: oc.input(z.object({ id, into: id })).output(type<{ changed: number }>()),
  /** Searches a folder for the files of a source that was moved. */
  findMoved: oc.input(z.object({ sourceId: id, folder: path })).output(type<JobView>()),
  /** What removing a source would do to its images. */
  previewRemoval: oc.input(z.object({ sourceId: id })).output(type<RemovedSource>()),
  /**
   * Removes a source from the project; its files are not touched. Refused (`job-running`) while a job runs.
   */
  removeSource: oc.input(z.object({ sourceId: id })).output(type<RemovedSource>()),
  /** Ids of the images that pass the filter, as one array: the rows of a virtual list. */
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
  /** Facts that are read from the image's file. Throws `unknown-image`, and an error if the file cannot be read. */
  fileFacts: oc.input(z.object({ id })).output(type<FileFacts>()),
  /** Shows an image's file in the system's file manager. Throws `unknown-image`, and `vanished` if the file is gone. */
  revealImage: oc.input(z.object({ id })).output(type<null>()),
  imageFacts: oc.input(z.object({ ids: z.array(id).max(1000) })).output(type<ImageFacts[]>()),
};
