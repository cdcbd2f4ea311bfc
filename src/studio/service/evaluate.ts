import type { Evaluation } from '../../catalog';
import { calibration } from '../../core/metrics';
import type { EvaluationView } from '../contract';
import { type EvaluationMetrics, evaluateRun } from '../evaluate';
import { newestFinishedRun } from '../newest';
import { os } from './base';

export const evaluate = {
  list: os.evaluate.list.handler(({ context: { studio }, input: { experimentId } }) => {
    const { runs, evaluations } = studio.project.catalog;
    return runs.list({ experimentId, state: 'done' }).flatMap((run) => {
      // Newest first: one of each split.
      const seen = new Set<string>();
      return evaluations
        .list(run.id)
        .filter(({ split }) => !seen.has(split) && seen.add(split))
        .map(view);
    });
  }),
  start: os.evaluate.start.handler(({ context: { studio }, input }) => {
    const run = newestFinishedRun(studio.project, input.runId);
    const request = { kind: 'evaluate', subject: `run ${run.id}` } as const;
    return studio.addEngineJob(request, async (context) => {
      await evaluateRun(context, run, input.split);
    });
  }),
  predictions: os.evaluate.predictions.handler(({ context: { studio }, input }) => {
    const { evaluationId, wrong, limit, ...cell } = input;
    const { evaluations } = studio.project.catalog;
    if (!wrong) return evaluations.predictions(evaluationId, { ...cell, limit });
    return evaluations
      .predictions(evaluationId, cell)
      .filter(({ trueClassId, classId }) => trueClassId !== classId)
      .slice(0, limit);
  }),
  reliability: os.evaluate.reliability.handler(({ context: { studio }, input }) => {
    const all = studio.project.catalog.evaluations.predictions(input.evaluationId);
    const { bins } = calibration(
      all.map(({ confidence }) => confidence),
      all.map(({ classId }) => classId),
      all.map(({ trueClassId }) => trueClassId ?? -1),
    );
    return bins.filter(({ count }) => count > 0).map(({ count, ...bin }) => ({ ...bin, images: count }));
  }),
};

function view({ id, runId, split, images, metrics, createdAt }: Evaluation): EvaluationView {
  return { id, runId, split, images, metrics: metrics as EvaluationMetrics, createdAt };
}
