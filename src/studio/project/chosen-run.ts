import { join } from 'node:path';
import type { Run } from '../../catalog';
import { studioError } from '../../core/errors';
import { type Candidate, type ChoiceRule, chooseModel } from '../../core/metrics/promotion';
import { choiceSentence } from '../../core/words/chosen-model';
import { SafetensorsPart } from '../../files/safetensors-part';
import { runFolder } from './image-sets';
import { newestFinishedRun } from './newest';
import type { Project } from './project';
import type { RunMetrics } from './run-model';

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
  const candidates = runs.map((run) => ({ runId: run.id, ...candidateOf(project, run) }));
  const choice = chooseModel(candidates, rule);
  return { run: runs[choice.at], why: choiceSentence(choice, candidates) };
}

/** A finished run as its validation images saw it. */
export function candidateOf(project: Project, run: Run): Candidate {
  const accuracy = (run.metrics as RunMetrics | null)?.validationAccuracy ?? null;
  return { accuracy, images: accuracy === null ? 0 : validationImages(project, run.id) };
}

function validationImages(project: Project, runId: number): number {
  try {
    const file = new SafetensorsPart(join(runFolder(project, runId), 'inputs.safetensors'));
    file.close();
    return file.header.tensors.get('validation.hashes')?.shape[0] ?? 0;
  } catch {
    return 0;
  }
}
