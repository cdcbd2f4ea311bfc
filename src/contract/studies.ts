import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { ArmResult, CellOutcome } from '../core/study/results';
import type { StudyTime } from '../core/study/work';
import type { Failure, JobView } from './jobs';
import type { StartProblem } from './runs';

export type { Mean } from '../core/study/mean-interval';
export type { ArmResult, CellOutcome };

/** A study in a list. */
export interface StudyEntry {
  readonly id: number;
  readonly name: string;
  /** The question that the study answers. */
  readonly question: string | null;
  readonly createdAt: number;
  /** Number of arms times number of seeds. */
  readonly runs: number;
  readonly done: number;
  readonly failed: number;
}

/** One run of an arm: its metrics, and its experiment. */
export interface StudyCellView extends CellOutcome {
  /** Null before it has begun. */
  readonly experimentId: number | null;
  /** The error that stopped it. */
  readonly failure: Failure | null;
}

/** A study with its results so far. */
export interface StudyView extends StudyEntry {
  readonly seeds: readonly number[];
  readonly baseline: string;
  readonly arms: readonly ArmResult[];
  /** The results of the arms on each named test set that the models were measured on. */
  readonly sets: readonly {
    readonly id: number;
    readonly name: string;
    readonly arms: readonly ArmResult[];
  }[];
  /** The results of the arms under corruption; null until a last model was measured under the whole benchmark. */
  readonly corrupted: readonly ArmResult[] | null;
  /** The runs, seed by seed, in the order in which they run. */
  readonly cells: readonly StudyCellView[];
  /**
   * Estimated seconds for the remaining runs, from the times of finished runs of their arms; null before any
   * is finished.
   */
  readonly secondsLeft: number | null;
}

/** A built-in study. */
export interface ReadyStudy {
  readonly name: string;
  readonly question: string | null;
}

/** The runs of a study, before it is started. */
export interface StudyPlan {
  readonly name: string;
  readonly question: string | null;
  readonly arms: readonly string[];
  readonly seeds: readonly number[];
  readonly baseline: string;
  /** Whether its file names the base recipe, so that none must be chosen. */
  readonly ownBase: boolean;
  /** What it trains, and how long that takes, as far as it was measured on this machine. */
  readonly time: StudyTime;
  /** What prevents any arm, the blocking problems first. */
  readonly problems: readonly StartProblem[];
}

const id = z.int().positive();
const name = z.string().trim().min(1).max(80);
const fileKinds = z.array(z.object({ name: z.string(), extensions: z.array(z.string()) }));
const longestText = 1_000_000;

/** The study, its base recipe and its seeds. */
const question = z.object({
  source: z.union([
    z.object({ readyMade: z.string().max(80) }),
    z.object({ file: z.string().max(4096), text: z.string().max(longestText) }),
  ]),
  /** The base recipe, if the study names none; null for the recommended one. */
  recipe: z.unknown().nullable(),
  /** Seeds 1 to this number in place of the study's own; null keeps those. */
  seeds: z.int().min(1).max(50).nullable(),
});

export type StudySource = z.infer<typeof question>['source'];

export const studiesContract = {
  /** Newest first. */
  list: oc.output(type<StudyEntry[]>()),
  /** Throws `study-unknown`. */
  get: oc.input(z.object({ studyId: id })).output(type<StudyView>()),
  /** The built-in studies. */
  readyMade: oc.output(type<ReadyStudy[]>()),
  /** Opens a YAML file with the system's dialog; null if it was cancelled. Throws `study-unreadable`. */
  open: oc
    .input(z.object({ title: z.string(), kinds: fileKinds }))
    .output(type<{ file: string; text: string } | null>()),
  /** Throws `study-file`, `study-unreadable`, `bad-recipe`. */
  plan: oc.input(question).output(type<StudyPlan>()),
  /**
   * Starts one job that runs the whole study. Throws the errors of `plan`, `study-exists`, and problems that
   * prevent an arm.
   */
  start: oc.input(question.extend({ name })).output(type<JobView>()),
  /** Resumes a study and repeats its failed runs. Throws `study-active`, `study-unknown`. */
  resume: oc.input(z.object({ studyId: id })).output(type<JobView>()),
  /**
   * Measures the last model of every finished run under corruption. Throws `study-unknown`, and errors that prevent a model from being
   * measured.
   */
  measure: oc.input(z.object({ studyId: id })).output(type<JobView>()),
  /** Deletes a study with its experiments and their models. Throws `study-active`, `experiment-active`, `study-unknown`. */
  remove: oc.input(z.object({ studyId: id })).output(type<JobView>()),
  /** Writes its report or its table as a file. Throws `export-target-exists`. */
  save: oc
    .input(z.object({ studyId: id, format: z.enum(['html', 'csv']), target: z.string().min(1).max(4096) }))
    .output(type<JobView>()),
};
