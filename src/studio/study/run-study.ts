import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { StudyRow } from '../../catalog';
import { failureOf, StudioError, studioError } from '../../core/errors';
import { interruptions } from '../../core/stored/runs';
import { cellsOf, type Study, type StudyCell } from '../../core/study/definition';
import { toStored } from '../../core/study/stored';
import { note } from '../../core/words/notes';
import { createExperiment, runLoop } from '../method/loop/loop';
import { checkMemory } from '../method/start/check-memory';
import { checkStart } from '../method/start/check-start';
import { ensureValidation } from '../method/training/teacher';
import type { StudioContext } from '../project/context/context';
import type { Project } from '../project/folder/project';
import { nameFor } from '../project/runs/experiment-name';

/** Follows a study while it runs. */
export interface StudyFollower {
  /** Called before each run that is not done yet. */
  begins?(experimentId: number): void;
  /** Called after each run. */
  ended?(study: StudyRow): void;
}

/** Throws `study-no-test`, and what starting any arm throws. */
export function checkStudy(project: Project, study: Study): void {
  if (project.catalog.images.count({ split: 'test', state: 'ok' }) === 0)
    throw studioError('study-no-test', {});
  for (const { recipe } of study.arms) checkStart(project, { recipe, measures: true });
}

/**
 * Runs every arm of a study with every seed, one after another, and continues where it was stopped. A training that several runs share is
 * done once. A run that fails is reported, and the next one begins; one that is cancelled or interrupted stops the study. Throws
 * `study-no-test`, `study-changed`, `study-data-changed`, and what starting any arm throws, before anything is trained.
 */
export async function runStudy(
  context: StudioContext,
  study: Study,
  follower: StudyFollower = {},
): Promise<StudyRow> {
  const { project } = context;
  checkStudy(project, study);
  // One that was begun elsewhere does here what can be done; an arm that cannot fails alone.
  if (!begunStudy(project, study)) for (const { recipe } of study.arms) await checkMemory(context, recipe, 0);
  const row = await begin(context, study);
  const cells = cellsOf(study);
  for (const [i, cell] of cells.entries()) {
    const id = experimentOf(context, row, study, cell);
    if (project.catalog.experiments.get(id).state === 'done') continue;
    const told = { study: study.name, arm: cell.arm, seed: cell.seed, number: i + 1, all: cells.length };
    context.tell({ type: 'note', note: note('study-cell', told) });
    follower.begins?.(id);
    await runCell(sharing(context, row), id, cell);
    follower.ended?.(row);
  }
  return row;
}

async function runCell(
  context: StudioContext,
  experimentId: number,
  { arm, seed }: StudyCell,
): Promise<void> {
  try {
    await runLoop(context, experimentId, { pauseForReview: false, evaluate: true });
  } catch (error) {
    const { code, message } = failureOf(error);
    if (code === 'cancelled' || interruptions.has(code) || !(error instanceof StudioError)) throw error;
    context.tell({ type: 'note', note: note('study-cell-failed', { arm, seed, reason: message }) });
  }
}

/** The stored study: a new one, or the one with this name that was begun before. */
async function begin(context: StudioContext, study: Study): Promise<StudyRow> {
  const { project } = context;
  const { studies } = project.catalog;
  const before = begunStudy(project, study);
  // All arms have the same validation images, whatever share their own recipes ask for.
  await ensureValidation(context, study.arms[0].recipe, study.seeds[0]);
  const dataHash = hashOfData(project);
  if (before && before.dataHash !== dataHash) throw studioError('study-data-changed', { name: study.name });
  return before ?? studies.create({ name: study.name, definition: toStored(study), dataHash });
}

/** The stored study if it was begun before, otherwise null. Throws `study-changed` if another study has its name. */
export function begunStudy({ catalog }: Project, study: Study): StudyRow | null {
  const before = catalog.studies.find(study.name);
  if (before && !isDeepStrictEqual(before.definition, JSON.parse(JSON.stringify(toStored(study)))))
    throw studioError('study-changed', { name: study.name });
  return before ?? null;
}

/** sha256 of all images by split, with their labels: runs on different data cannot be compared. */
function hashOfData(project: Project): string {
  const hash = createHash('sha256');
  for (const split of ['labelled-train', 'validation', 'unlabelled', 'test'] as const) {
    hash.update(`${split}\n`);
    for (const piece of project.catalog.images.inputs(split))
      for (const { contentHash, classId } of piece) hash.update(`${contentHash} ${classId}\n`);
  }
  return hash.digest('hex');
}

function experimentOf(context: StudioContext, row: StudyRow, study: Study, { arm, seed }: StudyCell): number {
  const { catalog } = context.project;
  const known = catalog.studies.cells(row.id).find((cell) => cell.arm === arm && cell.seed === seed);
  if (known) return known.experimentId;
  const { recipe } = study.arms.find(({ name }) => name === arm) as Study['arms'][number];
  return catalog.transaction(() => {
    const name = nameFor(context.project, `${study.name} · ${arm} · ${seed}`);
    const { id: experimentId } = createExperiment(context, { name, recipe, seed });
    catalog.studies.setCell(row.id, { arm, seed, experimentId });
    return experimentId;
  });
}

function sharing(context: StudioContext, { id }: StudyRow): StudioContext {
  const { studies } = context.project.catalog;
  return {
    ...context,
    shared: {
      find: (key) => studies.trained(id, key),
      begin: (key, runId) => studies.setTraining(id, key, runId),
    },
  };
}
