import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { ArmResult, CellOutcome } from '../core/study/results';
import type { Failure, JobView } from './jobs';
import type { StartProblem } from './runs';

export type { Mean } from '../core/study/mean-interval';
export type { ArmResult, CellOutcome };

/** A study in a list. */
export interface StudyEntry {
  readonly id: number;
  readonly name: string;
  /** What it asks. */
  readonly question: string | null;
  readonly createdAt: number;
  /** Arms times seeds. */
  readonly runs: number;
  readonly done: number;
  readonly failed: number;
}

/** One run of an arm: its figures, and the experiment to look at. */
export interface StudyCellView extends CellOutcome {
  /** Null before it has begun. */
  readonly experimentId: number | null;
  /** Why it stopped, where something went wrong. */
  readonly failure: Failure | null;
}

/** A study as far as it is. */
export interface StudyView extends StudyEntry {
  readonly seeds: readonly number[];
  readonly baseline: string;
  readonly arms: readonly ArmResult[];
  /** Seed by seed, as they are run. */
  readonly cells: readonly StudyCellView[];
  /** Seconds that the runs to come take if they take as long as those of their arm did; null before any is done. */
  readonly secondsLeft: number | null;
}

/** A study that comes with the program. */
export interface ReadyStudy {
  readonly name: string;
  readonly question: string | null;
}

/** What a study would run, before it is started. */
export interface StudyPlan {
  readonly name: string;
  readonly question: string | null;
  readonly arms: readonly string[];
  readonly seeds: readonly number[];
  readonly baseline: string;
  /** Its file names the recipe to begin from, so that none is asked for. */
  readonly ownBase: boolean;
  /** What stands in the way of any arm, what blocks first. */
  readonly problems: readonly StartProblem[];
}

const id = z.int().positive();
const name = z.string().trim().min(1).max(80);
const fileKinds = z.array(z.object({ name: z.string(), extensions: z.array(z.string()) }));
const longestText = 1_000_000;

/** Which study, from which recipe, with which seeds. */
const question = z.object({
  source: z.union([
    z.object({ readyMade: z.string().max(80) }),
    z.object({ file: z.string().max(4096), text: z.string().max(longestText) }),
  ]),
  /** The base where the study names none; null is the recipe that suits the project. */
  recipe: z.unknown().nullable(),
  /** 1 to this, in place of the study's own; null leaves those. */
  seeds: z.int().min(1).max(50).nullable(),
});

export type StudySource = z.infer<typeof question>['source'];

export const studiesContract = {
  /** Newest first. */
  list: oc.output(type<StudyEntry[]>()),
  /** Throws `study-unknown`. */
  get: oc.input(z.object({ studyId: id })).output(type<StudyView>()),
  /** Those that come with the program. */
  readyMade: oc.output(type<ReadyStudy[]>()),
  /** A YAML file from the system's dialog; null where it was dismissed. Throws `study-unreadable`. */
  open: oc
    .input(z.object({ title: z.string(), kinds: fileKinds }))
    .output(type<{ file: string; text: string } | null>()),
  /** Throws `study-file`, `study-unreadable`, `bad-recipe`. */
  plan: oc.input(question).output(type<StudyPlan>()),
  /** One job that runs the whole study. Throws what `plan` throws, `study-exists`, and what keeps an arm from starting. */
  start: oc.input(question.extend({ name })).output(type<JobView>()),
  /** Goes on where a study was stopped, and tries again what failed. Throws `study-active`, `study-unknown`. */
  resume: oc.input(z.object({ studyId: id })).output(type<JobView>()),
  /** Deletes a study with its experiments and their models. Throws `study-active`, `experiment-active`, `study-unknown`. */
  remove: oc.input(z.object({ studyId: id })).output(type<JobView>()),
  /** Its page or its table, as a file. Throws `export-target-exists`. */
  save: oc
    .input(z.object({ studyId: id, format: z.enum(['html', 'csv']), target: z.string().min(1).max(4096) }))
    .output(type<JobView>()),
};
