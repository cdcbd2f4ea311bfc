import type { ReviewStep, SteppedView } from '../../../contract';
import { studioError } from '../../../core/errors';
import { person } from '../../project/context/person';
import type { Project } from '../../project/folder/project';
import { balanceOf } from '../../review/choice/balance';
import { fitToPrecision } from '../../review/choice/fit-thresholds';
import { notWaiting, trainingPlan } from '../../review/choice/plan';
import { reviewTrust } from '../../review/choice/trust';
import { reviewDetail } from '../../review/image/detail';
import { labellingViews, waitingIteration } from '../../review/labellings/labellings';
import { reviewOverview } from '../../review/labellings/overview';
import { embeddingMap } from '../../review/orders/map';
import { queryRows, tilesOf } from '../../review/orders/query';
import { similarOrder } from '../../review/orders/similar';
import { Reviews } from '../../review/table/reviews';
import { reviewHistory, reviewSteps } from '../../review/table/steps';
import { os } from '../session/base';
import { addLoopJob } from '../session/loop-job';
import type { Studio } from '../session/studio';
import { historyTold } from './history';
import { issueOrder } from './issue-order';

const opened = new WeakMap<Project, Reviews>();

/** The reviews of the open project. */
export function reviewsOf({ project, news }: Studio): Reviews {
  const known = opened.get(project);
  if (known) return known;
  const reviews = new Reviews(project);
  opened.set(project, reviews);
  const held = new WeakRef(reviews);
  news.onChanged((topics) => {
    const still = held.deref();
    if (topics.includes('images')) still?.outdateImages();
    return still !== undefined;
  });
  return reviews;
}

const tableOf = (studio: Studio, labellingId: number) => reviewsOf(studio).table(labellingId);

/** Reports to every window that decisions changed, and returns what undo and redo would now do. */
function stepped(studio: Studio) {
  studio.news.changed('reviews');
  return reviewSteps(studio.project.catalog);
}

/** Undoes or redoes a step, and returns the rows that it changed in the labelling from which it was asked. */
async function stepFrom(
  studio: Studio,
  { labellingId }: { readonly labellingId: number },
  direction: 'undo' | 'redo',
): Promise<SteppedView> {
  const reviews = reviewsOf(studio);
  const table = await reviews.table(labellingId);
  const step = reviewSteps(studio.project.catalog)[direction];
  const imageIds = step?.decision === 'mark' ? turnMarks(studio, direction) : await reviews[direction]();
  const rows = imageIds.map((id) => table.index.rowOf(id)).filter((row) => row >= 0);
  // If there was no step, the call above has thrown.
  return { ...stepped(studio), step: step as ReviewStep, rows, choice: table.choice };
}

/** Undoes or redoes a change of tags, stars or notes; returns their images. */
function turnMarks({ project, news }: Studio, direction: 'undo' | 'redo'): Int32Array {
  const { ids } = project.catalog.labelSteps[direction](person());
  news.changed('marks');
  return ids;
}

export const review = {
  labellings: os.review.labellings.handler(({ context: { studio } }) => labellingViews(studio.project)),
  overview: os.review.overview.handler(async ({ context: { studio }, input }) =>
    reviewOverview(studio.project, await tableOf(studio, input.labellingId)),
  ),
  query: os.review.query.handler(async ({ context: { studio }, input }) => {
    const table = await tableOf(studio, input.labellingId);
    return queryRows(studio.project, table, input, {
      similar: (row, descending) => similarOrder(studio.project, table, row, descending),
      issue: (issue, descending) => issueOrder(studio.project, table, issue, descending),
    });
  }),
  tiles: os.review.tiles.handler(async ({ context: { studio }, input }) =>
    tilesOf(studio.project, await tableOf(studio, input.labellingId), input.rows),
  ),
  detail: os.review.detail.handler(async ({ context: { studio }, input }) =>
    reviewDetail(studio.project, await tableOf(studio, input.labellingId), input.row),
  ),
  balance: os.review.balance.handler(async ({ context: { studio }, input }) =>
    balanceOf(studio.project, await tableOf(studio, input.labellingId), input.choice),
  ),
  trust: os.review.trust.handler(async ({ context: { studio }, input }) =>
    reviewTrust(studio.project, await tableOf(studio, input.labellingId), input.choice),
  ),
  fitThresholds: os.review.fitThresholds.handler(async ({ context: { studio }, input }) =>
    fitToPrecision(studio.project, await tableOf(studio, input.labellingId), input),
  ),
  choose: os.review.choose.handler(async ({ context: { studio }, input }) => {
    await reviewsOf(studio).choose(input.labellingId, input.choice);
    const balance = balanceOf(studio.project, await tableOf(studio, input.labellingId));
    return { ...stepped(studio), balance };
  }),
  teach: os.review.teach.handler(async ({ context: { studio }, input }) => {
    const taught = await reviewsOf(studio).teach(input.labellingId);
    const table = await tableOf(studio, input.labellingId);
    return { ...stepped(studio), taught, overview: reviewOverview(studio.project, table) };
  }),
  plan: os.review.plan.handler(async ({ context: { studio }, input }) =>
    trainingPlan(studio.project, await tableOf(studio, input.labellingId)),
  ),
  decide: os.review.decide.handler(async ({ context: { studio }, input: { labellingId, ...step } }) => {
    await reviewsOf(studio).decide(labellingId, step);
    return stepped(studio);
  }),
  steps: os.review.steps.handler(({ context: { studio } }) => reviewSteps(studio.project.catalog)),
  history: os.review.history.handler(({ context: { studio } }) => {
    const steps = reviewHistory(studio.project.catalog, historyTold + 1);
    return { steps: steps.slice(0, historyTold), more: steps.length > historyTold };
  }),
  undo: os.review.undo.handler(({ context: { studio }, input }) => stepFrom(studio, input, 'undo')),
  redo: os.review.redo.handler(({ context: { studio }, input }) => stepFrom(studio, input, 'redo')),
  map: os.review.map.handler(async ({ context: { studio }, input }) =>
    embeddingMap(studio.project, await tableOf(studio, input.labellingId)),
  ),
  trainStudent: os.review.trainStudent.handler(({ context: { studio }, input }) => {
    const { project } = studio;
    const labelling = project.catalog.labellingRuns.get(input.labellingId);
    const iteration = waitingIteration(project, labelling);
    if (!iteration) throw notWaiting(project, labelling) ?? studioError('labelling-alone', {});
    const { pauseForReview } = input;
    const options = project.catalog.experiments.get(iteration.experimentId).options;
    const evaluate = options?.evaluate ?? true;
    return addLoopJob(studio, iteration.experimentId, { pauseForReview, evaluate });
  }),
};
