import { join } from 'node:path';
import type { Run } from '../../catalog';
import { studioError } from '../../core/errors';
import { type Candidate, type ChoiceRule, chooseModel } from '../../core/metrics/promotion';
import { choiceSentence } from '../../core/words/chosen-model';
import { SafetensorsReader } from '../../files/safetensors-reader';
import { runFolder } from './image-sets';
import { newestFinishedRun } from './newest';
import type { Project } from './project';
import { type RunMetrics, recipeOf } from './run-model';

export interface ChosenRun {
  readonly run: Run;
  /** Which run and why, a sentence; null where a person named the run. */
  readonly why: string | null;
}

/**
 * A finished run: the one that is named, else one of the experiment that finished a run last, by the rule. Throws `unknown-run`,
 * `run-unfinished`, `no-run`.
 */
export function chosenRun(project: Project, id: number | undefined, rule: ChoiceRule = 'best'): ChosenRun {
  const newest = newestFinishedRun(project, id);
  if (id !== undefined) return { run: newest, why: null };
  const runs = project.catalog.runs
    .list({ state: 'done' })
    .filter(({ experimentId }) => experimentId === newest.experimentId);
  if (runs.length === 0) throw studioError('no-run', {});
  const by = recipeOf(newest).chooseBy;
  const candidates = runs.map((run) => ({ runId: run.id, ...candidateOf(project, run, by) }));
  const choice = chooseModel(candidates, rule);
  return { run: runs[choice.at], why: choiceSentence(choice, candidates, by) };
}

/** A finished run as its validation images saw it, by a metric: the one that its recipe chooses by unless told. */
export function candidateOf(project: Project, run: Run, by = recipeOf(run).chooseBy): Candidate {
  const metrics = run.metrics as RunMetrics | null;
  const value =
    by === 'accuracy' ? (metrics?.validationAccuracy ?? null) : (metrics?.validation?.[by].value ?? null);
  if (value === null) return { value, error: 0, images: 0 };
  const images = validationImages(project, run.id);
  // Runs of older versions kept the accuracy alone, whose error follows from itself.
  const ofShare = images === 0 ? 0 : Math.sqrt((value * (1 - value)) / images);
  return { value, error: by === 'accuracy' ? ofShare : (metrics?.validation?.[by].error ?? 0), images };
}

function validationImages(project: Project, runId: number): number {
  try {
    return SafetensorsReader.with(
      join(runFolder(project, runId), 'inputs.safetensors'),
      ({ tensors }) => tensors.get('validation.hashes')?.shape[0] ?? 0,
    );
  } catch {
    return 0;
  }
}
