import type { TrainingPlan } from '../../../contract';
import { type Failure, failureOf, type StudioError, studioError } from '../../../core/errors';
import { roundsOf, trainingsOf } from '../../../core/methods';
import { parseRecipe, studentOf } from '../../../core/recipe';
import { stepsOf, stepsPerEpoch } from '../../../core/schedule';
import { selectionStates } from '../../../core/selection';
import { labelledRows, poolRows } from '../../../core/stages/batch-rows';
import { lengthOfStage, targetsOfStage } from '../../../core/stages/stage-settings';
import { modelOfIteration } from '../../../core/vocabulary/models';
import type { Project } from '../../project/folder/project';
import { recipeOf } from '../../project/runs/run-model';
import { labellingView, waitingIteration } from '../labellings/labellings';
import type { ReviewTable } from '../table/table';
import { balanceOf } from './balance';

/** What exactly the next student would be trained on, and what prevents it. */
export function trainingPlan(project: Project, table: ReviewTable): TrainingPlan {
  const { catalog } = project;
  const { labelling } = table;
  const iteration = labelling.iterationId === null ? null : catalog.iterations.get(labelling.iterationId);
  const recipe = iteration
    ? parseRecipe(catalog.experiments.get(iteration.experimentId).recipe)
    : recipeOf(catalog.runs.get(labelling.runId));
  const number = iteration?.number ?? 1;
  const labelledImages = sum(catalog.splits.byClass('labelled-train').values());
  const { pseudoLabelledImages, reviewedImages } = learnt(table);
  const perEpoch = stepsPerEpoch(labelledImages, recipe.training.labelledBatch);
  // A method without rounds is shown as Noisy Student, which would go on from its labels.
  const trainings = trainingsOf(
    roundsOf(recipe) > 0 ? recipe : { ...recipe, method: 'noisy-student' },
    number,
  );
  return {
    student: iteration && { name: modelOfIteration(number), arch: studentOf(recipe, number).arch },
    balance: balanceOf(project, table),
    labelledImages,
    pseudoLabelledImages,
    reviewedImages,
    targets: targetsOfStage(recipe, trainings[0]),
    trainings: trainings.map((stage) => ({
      labelled: labelledRows(recipe, stage),
      pseudo: poolRows(recipe, stage, number),
      steps: stepsOf(lengthOfStage(recipe, stage), perEpoch),
    })),
    problems: problemsOf(project, table, { labelledImages, pseudoLabelledImages }),
  };
}

function learnt({ selection, decided }: ReviewTable) {
  const kept = selectionStates.indexOf('kept');
  let [pseudoLabelledImages, reviewedImages] = [0, 0];
  for (let row = 0; row < selection.state.length; row++) {
    if (selection.state[row] !== kept) continue;
    pseudoLabelledImages++;
    if (decided.decisions[row] !== 0) reviewedImages++;
  }
  return { pseudoLabelledImages, reviewedImages };
}

function problemsOf(
  project: Project,
  { labelling }: ReviewTable,
  { labelledImages, pseudoLabelledImages }: Pick<TrainingPlan, 'labelledImages' | 'pseudoLabelledImages'>,
): Failure[] {
  const problems: StudioError[] = [];
  if (labelledImages === 0) problems.push(studioError('no-labelled-images', {}));
  if (pseudoLabelledImages === 0) problems.push(studioError('empty-selection', {}));
  const waiting = notWaiting(project, labelling);
  if (waiting) problems.push(waiting);
  return problems.map((problem) => failureOf(problem));
}

/** Why no student can be trained from a labelling now; null if one can. */
export function notWaiting(project: Project, labelling: ReviewTable['labelling']): StudioError | null {
  if (waitingIteration(project, labelling)) return null;
  const { experimentId, experiment, iteration } = labellingView(project, labelling);
  if (experimentId === null || iteration === null) return studioError('labelling-alone', {});
  const name = experiment ?? '';
  const { state } = project.catalog.experiments.get(experimentId);
  if (state === 'running') return studioError('experiment-not-paused', { name });
  if (state === 'review') return studioError('waits-elsewhere', { name });
  return state === 'done' ? studioError('student-trained', { name }) : studioError('not-waiting', { name });
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
