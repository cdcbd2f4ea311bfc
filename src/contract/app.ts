import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { CurvePoint } from '../core/vocabulary/runs';
import type { Failure, JobView } from './jobs';
import type { ProjectView } from './project';

/** A part of what is known; a change of it makes the window ask again. */
export type Topic =
  | 'images'
  /** Groups of near duplicates, and what is left out for them. Labels alone do not change these. */
  | 'near-copies'
  | 'classes'
  | 'experiments'
  | 'labelling'
  | 'reviews'
  | 'evaluations'
  /** How runs stand corrupted images. */
  | 'robustness'
  | 'recent'
  | 'measurements';

/** What the studio tells without being asked. */
export type News =
  | { readonly type: 'project'; readonly project: ProjectView | null }
  | { readonly type: 'job'; readonly job: JobView }
  /** Something is wrong with the open project that nobody asked about: its catalog is damaged, no backup can be made. */
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
  /** Where a new project is suggested. */
  readonly projectsFolder: string;
  readonly home: string;
}

/** What a person chose for the program as a whole. */
export interface AppSettings {
  /** A code such as `ko`; null follows the system. */
  readonly language: string | null;
}

export interface FileKind {
  readonly name: string;
  readonly extensions: string[];
}

const fileKinds = z.array(z.object({ name: z.string(), extensions: z.array(z.string()) }));

export const appContract = {
  facts: oc.output(type<AppFacts>()),
  settings: oc.output(type<AppSettings>()),
  setSettings: oc.input(z.object({ language: z.string().max(20).nullable() })).output(type<null>()),
  /** Everything that changes, for as long as it is listened to. */
  news: oc.output(eventIterator(type<News>())),
  /** The system's dialog; nothing where it was dismissed. */
  chooseFolders: oc
    .input(z.object({ title: z.string(), several: z.boolean().default(false) }))
    .output(type<string[]>()),
  chooseFile: oc.input(z.object({ title: z.string(), kinds: fileKinds })).output(type<string | null>()),
  chooseTarget: oc
    .input(z.object({ title: z.string(), name: z.string(), kinds: fileKinds }))
    .output(type<string | null>()),
  /** Shows a file that a job wrote in the system's file manager. Only outputs of jobs and the project are shown. */
  reveal: oc.input(z.object({ path: z.string() })).output(type<null>()),
  /** A notice of the system, in the window's words; shown only while no window of the studio has the focus. */
  notify: oc.input(z.object({ title: z.string().max(300), body: z.string().max(3000) })).output(type<null>()),
};
