import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { CurvePoint } from '../core/stored/runs';
import type { Failure, JobView } from './jobs';
import type { ProjectView } from './project';

/** A part of the project's data; when it changes, the window refetches it. */
export type Topic =
  | 'images'
  /** Groups of near duplicates, and the images left out because of them. Labels alone do not change these. */
  | 'near-copies'
  | 'classes'
  /** Tags, stars, notes, and the filters that were saved. */
  | 'marks'
  | 'experiments'
  | 'labelling'
  | 'reviews'
  | 'evaluations'
  /** Robustness measurements. */
  | 'robustness'
  /** Predictions for images outside the project. */
  | 'predictions'
  | 'recent'
  /** The settings of the program. */
  | 'settings'
  | 'measurements';

/** Events that the studio sends on its own. */
export type News =
  | { readonly type: 'project'; readonly project: ProjectView | null }
  | { readonly type: 'job'; readonly job: JobView }
  /**
   * A problem of the open project that no request caused: its catalog is damaged, or no backup can be made.
   */
  | { readonly type: 'trouble'; readonly failure: Failure }
  | { readonly type: 'point'; readonly runId: number; readonly point: CurvePoint }
  | { readonly type: 'changed'; readonly topics: readonly Topic[] };

export interface AppFacts {
  readonly version: string;
  readonly versions: {
    readonly node: string;
    readonly electron: string | null;
    readonly chrome: string | null;
  };
  readonly platform: string;
  /** The suggested folder for new projects. */
  readonly projectsFolder: string;
  readonly home: string;
}

/** Settings of the program as a whole. */
export interface AppSettings {
  /** A language code such as `ko`; null for the system's language. */
  readonly language: string | null;
  /** Whether the tour of the screens was seen or closed. */
  readonly toured: boolean;
  /** The keys that a person chose, by the name of the action; also those of actions of another version. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
}

const keyName = z.string().min(1).max(100);

export const settingsSchema = z.object({
  language: z.string().max(20).nullable(),
  toured: z.boolean(),
  keys: z.record(keyName, z.array(z.string().min(1).max(40)).max(10).readonly()).readonly(),
});

export interface FileKind {
  readonly name: string;
  readonly extensions: string[];
}

const fileKinds = z.array(z.object({ name: z.string(), extensions: z.array(z.string()) }));

export const appContract = {
  facts: oc.output(type<AppFacts>()),
  settings: oc.output(type<AppSettings>()),
  /** Changes some settings, for every window. */
  setSettings: oc.input(settingsSchema.partial()).output(type<null>()),
  /** A stream of all events until it is closed. */
  news: oc.output(eventIterator(type<News>())),
  /** Opens the system's folder dialog; empty if it was cancelled. */
  chooseFolders: oc
    .input(z.object({ title: z.string(), several: z.boolean().default(false) }))
    .output(type<string[]>()),
  chooseFile: oc.input(z.object({ title: z.string(), kinds: fileKinds })).output(type<string | null>()),
  /**
   * Opens the system's dialog for saving; null if it was cancelled. A name without an extension gets that of its kind. Throws
   * `export-target-exists`.
   */
  chooseTarget: oc
    .input(z.object({ title: z.string(), name: z.string(), kinds: fileKinds }))
    .output(type<string | null>()),
  /**
   * Writes a file whose path `chooseTarget` returned just before; an existing file is replaced. Throws `target-not-chosen`, and errors of
   * the system.
   */
  saveFile: oc
    .input(z.object({ target: z.string().min(1).max(4096), bytes: z.instanceof(Uint8Array) }))
    .output(type<null>()),
  /** Shows a file in the system's file manager. Only outputs of jobs and the project are allowed. */
  reveal: oc.input(z.object({ path: z.string() })).output(type<null>()),
  /**
   * Shows a notification of the system in the window's language, but only while no window of the studio has
   * the focus.
   */
  notify: oc.input(z.object({ title: z.string().max(300), body: z.string().max(3000) })).output(type<null>()),
};
