import type { Experiment, Iteration, LabellingRun, Run, SelectionRow } from '../../../catalog';
import { encoderArch } from '../../../core/encoder/card';
import { failureOf, studioError } from '../../../core/errors';
import { methodOf, roundOf, roundsOf, trainingsOf } from '../../../core/methods';
import { hash32 } from '../../../core/numbers/random';
import { parseRecipe, type Recipe } from '../../../core/recipe';
import { expectedRightNotes } from '../../../core/sentences/expected-right';
import { type LoopOptions, loopOptionsSchema } from '../../../core/stored/columns';
import { interruptions } from '../../../core/stored/runs';
import type { Part } from '../../../core/vocabulary/test-sets';
import { note } from '../../../core/words/notes';
import { isReadable, labellingColumns } from '../../labelling/file/labelling';
import { ruleFor } from '../../labelling/rule/rule';
import type { StudioContext } from '../../project/context/context';
import type { Project } from '../../project/folder/project';
import { measuredOn } from '../measuring/evaluate';
import { isMeasured, measurable } from '../measuring/measured-images';
import { sizedIfKnown } from '../model/model-job';
import { labelPool } from '../pool/label-pool';
import { selectPool } from '../pool/select-pool';
import { checkMemory } from '../start/check-memory';
import { checkStart } from '../start/check-start';
import { searchNearCopies } from '../start/search-near-copies';
import { ensureProbe, probeOf } from '../training/linear-probe';
import { trainStudent } from '../training/student';
import { ensureValidation, trainTeacher } from '../training/teacher';
import { nextTeacher } from './next-teacher';

export interface LoopOutcome {
  readonly experiment: Experiment;
  /** `paused`: it was asked to stop after a model, and more models are left to train. */
  readonly state: 'done' | 'review' | 'paused';
  /** Finished teacher and students, in order. */
  readonly runs: readonly Run[];
}

/**
 * Stores an experiment with its first run, which is not started; also with the run of a linear probe if the first model starts from
 * pretrained weights. Throws `experiment-exists`.
 */
export function createExperiment(
  { project }: Pick<StudioContext, 'project'>,
  { name, recipe: asked, seed }: { name: string; recipe: Recipe; seed: number },
): Experiment {
  const recipe = sizedIfKnown(asked);
  const { experiments, runs } = project.catalog;
  const id = experiments.create({ name, recipe, seed });
  const first = { recipe, seed: runSeed(seed, 0), experimentId: id };
  if (recipe.teacher.weights !== 'none' && recipe.teacher.arch !== encoderArch)
    runs.create({ kind: 'probe', ...first });
  runs.create({ kind: methodOf(recipe).first.run, ...first });
  return experiments.get(id);
}

/** Teacher and students of one experiment must not share random numbers. */
function runSeed(seed: number, iteration: number): number {
  return hash32(seed, iteration) >>> 1;
}

/**
 * The method of the recipe (`core/methods`): train a first model; then, as often as the method repeats its
 * round, run its stages (label the pool with the newest model, select, train the next) and let the new model
 * replace the old one. Each stage first checks whether it is done, so that this function also resumes an
 * interrupted experiment.
 */
export async function runLoop(
  context: StudioContext,
  experimentId: number,
  options: LoopOptions,
): Promise<LoopOutcome> {
  const { catalog } = context.project;
  const experiment = catalog.experiments.get(experimentId);
  const recipe = parseRecipe(experiment.recipe);
  const done = finishedRuns(context.project, experiment);
  // Only remaining trainings need images; finished ones and evaluations do not.
  if (done < 1 + roundsOf(recipe)) checkStart(context.project, { recipe, measures: options.evaluate, done });
  catalog.experiments.setOptions(experimentId, options);
  catalog.experiments.setState(experimentId, 'running');
  try {
    if (done < 1 + roundsOf(recipe)) await checkMemory(context, recipe, done);
    await ensureValidation(context, recipe, experiment.seed);
    const probe = probeOf(context, experimentId);
    if (probe) await ensureEvaluated(context, await ensureProbe(context, probe), options);
    const [first] = catalog.runs.list({ experimentId }).filter(({ kind }) => kind !== 'probe');
    let teacher = await trainTeacher(context, first.id);
    await ensureEvaluated(context, teacher, options);
    const runs = [teacher];
    const rounds = roundsOf(recipe);
    const stop = (state: LoopOutcome['state']): LoopOutcome => {
      catalog.experiments.setState(experimentId, state);
      return { experiment: catalog.experiments.get(experimentId), state, runs };
    };
    for (let number = 1; number <= rounds; number++) {
      // Read only now: a person may have asked for it while the previous model was trained.
      if (catalog.experiments.get(experimentId).options?.stopAfter) return stop('paused');
      const iteration = ensureIteration(context, experimentId, number, teacher);
      // The teacher of an iteration was decided when it began.
      if (iteration.teacherRunId !== null) teacher = catalog.runs.get(iteration.teacherRunId);
      const labels = roundOf(recipe).some(({ stage }) => stage === 'label-pool');
      if (labels && (await stopsForReview(context, iteration, teacher, recipe))) return stop('review');
      const student = await ensureStudent(context, experiment, iteration, teacher, recipe);
      await ensureEvaluated(context, student, options);
      runs.push(student);
      if (number < rounds) teacher = await nextTeacher(context, recipe, iteration, teacher, student);
    }
    return stop('done');
  } catch (error) {
    noteStop(context, experimentId, error);
    throw error;
  }
}

/** Stores why an experiment stopped: a person paused it, it was interrupted, or it failed by itself. Each is shown differently. */
function noteStop({ project }: StudioContext, experimentId: number, error: unknown): void {
  const { experiments } = project.catalog;
  const failure = failureOf(error);
  if (failure.code === 'cancelled') experiments.setState(experimentId, 'paused');
  else {
    const interrupted = interruptions.has(failure.code);
    experiments.setState(experimentId, interrupted ? 'interrupted' : 'failed', failure);
  }
}

function ensureIteration(
  { project }: StudioContext,
  experimentId: number,
  number: number,
  teacher: Run,
): Iteration {
  const { iterations } = project.catalog;
  const existing = iterations.list(experimentId).find((iteration) => iteration.number === number);
  return existing ?? iterations.create(experimentId, 'label', teacher.id);
}

/** Labels the pool if that is not done; returns true if the loop must now wait for a person. */
async function stopsForReview(
  context: StudioContext,
  iteration: Iteration,
  teacher: Run,
  recipe: Recipe,
): Promise<boolean> {
  const { experiments, iterations, labellingRuns } = context.project.catalog;
  if (iteration.stage === 'label') {
    const existing = labellingRuns.latest(iteration.id);
    const labelling =
      existing && isReadable(context.project, existing)
        ? existing
        : await labelPool(context, teacher, recipe, iteration.id);
    // Read only now: a person may have changed it while the teacher was trained.
    const { pauseForReview } = experiments.get(iteration.experimentId).options ?? loopOptionsSchema.parse({});
    // The selection is computed before the review, so that it can be shown, and again after it.
    if (pauseForReview) {
      const rule = ruleFor(context.project, labelling, recipe);
      tellTrust(context, await selectPool(context, labelling, rule, teacher.seed, iteration.id));
    }
    iterations.update(iteration.id, { stage: pauseForReview ? 'review' : 'student' });
    return pauseForReview;
  }
  if (iteration.stage === 'review') iterations.update(iteration.id, { stage: 'student' });
  return false;
}

async function ensureStudent(
  context: StudioContext,
  experiment: Experiment,
  iteration: Iteration,
  teacher: Run,
  recipe: Recipe,
): Promise<Run> {
  const { iterations, runs } = context.project.catalog;
  const [first] = trainingsOf(recipe, iteration.number);
  let { studentRunId } = iterations.get(iteration.id);
  if (studentRunId === null) {
    const seed = runSeed(experiment.seed, iteration.number);
    const ids = { experimentId: experiment.id, iterationId: iteration.id };
    studentRunId = runs.create({ kind: first.run, recipe, seed, ...ids });
    iterations.update(iteration.id, { studentRunId });
  }
  const run = runs.get(studentRunId);
  if (run.state === 'done') return run;
  // A person may have added images, or taken some into use again, while the pool was reviewed.
  await searchNearCopies(context);
  const selected =
    first.pool === 'pseudo-labelled' ? await selectFor(context, iteration, teacher, recipe) : null;
  const student = await trainStudent(context, run.id, iteration, teacher, selected);
  iterations.update(iteration.id, { stage: 'done', finishedAt: Date.now() });
  return student;
}

/**
 * Selects what the student of an iteration is given of the pool, again each time because a person may have decided about images since.
 * Returns the selection's id.
 */
async function selectFor(
  context: StudioContext,
  iteration: Iteration,
  teacher: Run,
  recipe: Recipe,
): Promise<number> {
  const { labellingRuns } = context.project.catalog;
  let labelling = labellingRuns.latest(iteration.id);
  if (!labelling || !isReadable(context.project, labelling)) {
    context.tell({ type: 'note', note: note('labels-again', {}) });
    labelling = await labelPool(context, teacher, recipe, iteration.id);
  }
  const rule = ruleFor(context.project, labelling, recipe);
  const selection = await selectPool(context, labelling, rule, teacher.seed, iteration.id);
  if (selection.summary.states.kept === 0)
    throw nothingKept(context.project, labelling, rule.selection, selection);
  tellTrust(context, selection);
  return selection.id;
}

/** Reports the estimated correctness of the kept pseudo-labels, with advice if it is too low. */
function tellTrust({ tell }: StudioContext, { summary: { trust = null, states } }: SelectionRow): void {
  if (states.kept === 0) return;
  for (const each of expectedRightNotes(trust)) tell({ type: 'note', note: each });
}

/** The error that is thrown before anything is prepared for the student if the selection keeps no image. */
function nothingKept(
  project: Project,
  labelling: LabellingRun,
  { threshold }: Recipe['selection'],
  { summary }: SelectionRow,
): Error {
  const { confidence } = labellingColumns(project, labelling);
  const highest = confidence.reduce((most, value) => Math.max(most, value), 0);
  return studioError('nothing-kept', {
    images: String(confidence.length),
    flagged: String(summary.states['out-of-domain']),
    threshold: String(threshold),
    highest: (Math.floor(highest * 1000) / 1000).toFixed(3),
  });
}

/** The number of finished trainings of an experiment, not counting its linear probe. */
function finishedRuns({ catalog }: Project, { id }: Experiment): number {
  return catalog.runs.list({ experimentId: id, state: 'done' }).filter(({ kind }) => kind !== 'probe').length;
}

async function ensureEvaluated(context: StudioContext, run: Run, { evaluate }: LoopOptions): Promise<void> {
  const { project, tell } = context;
  if (!evaluate) return;
  const told = note('run-not-measured', { id: String(run.id) });
  for (const part of partsToMeasure(project)) {
    if (isMeasured(project, run, part)) continue;
    if (measurable(project, run, part) > 0) await measuredOn(context, run, part);
    else if (part === 'test') tell({ type: 'note', note: told });
  }
}

/** The test split, if there is one, and every named test set. */
function partsToMeasure({ catalog }: Project): Part[] {
  const sets = catalog.testSets.list().filter(({ images }) => images > 0);
  return hasTest(catalog) ? ['test', ...sets] : sets;
}

function hasTest(catalog: Project['catalog']): boolean {
  return catalog.splits.byClass('test').size > 0;
}
