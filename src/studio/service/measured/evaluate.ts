import type { Evaluation, Prediction, Split } from '../../../catalog';
import type { EvaluationView, PredictionView, SuspiciousView } from '../../../contract';
import { calibration } from '../../../core/metrics';
import { eceInterval } from '../../../core/metrics/ece-interval';
import type { SuspiciousLabel } from '../../../core/vocabulary/labels';
import type { Part } from '../../../core/vocabulary/test-sets';
import { ensureNearCopies } from '../../import';
import { suspiciousIn } from '../../label/suspicious-labels';
import { checkLabels, lastLabelCheck } from '../../likeness';
import { evaluateRun } from '../../method/measuring/evaluate';
import { mistakesIn, slicesOf } from '../../method/measuring/slices';
import { person } from '../../project/context/person';
import type { Project } from '../../project/folder/project';
import { os } from '../session/base';
import { measuringJob } from '../session/measuring-job';

/** The splits whose labels may be suspicious: students learn from the first, and are chosen by the second. */
const doubted: readonly Split[] = ['labelled-train', 'validation'];

export const evaluate = {
  list: os.evaluate.list.handler(({ context: { studio }, input }) =>
    studio.project.catalog.evaluations.newest(input.runIds).map((each) => view(studio.project, each)),
  ),
  start: os.evaluate.start.handler(({ context: { studio }, input: { runIds, splits, setIds } }) => {
    const sets = setIds.map((id) => studio.project.catalog.testSets.get(id));
    const parts: readonly Part[] = [...splits, ...sets];
    return measuringJob(studio, {
      kind: 'evaluate',
      runIds,
      measure: async (context, run) => {
        for (const part of parts) await evaluateRun(context, run, part);
      },
    });
  }),
  confusion: os.evaluate.confusion.handler(({ context: { studio }, input }) => {
    const evaluation = studio.project.catalog.evaluations.get(input.evaluationId);
    return {
      classIds: classIdsOf(studio.project, evaluation),
      cells: evaluation.metrics.cells,
    };
  }),
  predictions: os.evaluate.predictions.handler(({ context, input: { evaluationId, ...filter } }) =>
    context.studio.project.catalog.evaluations.predictions(evaluationId, filter).map(predictionView),
  ),
  slices: os.evaluate.slices.handler(({ context: { studio }, input: { evaluationId } }) =>
    slicesOf(studio.project, studio.project.catalog.evaluations.get(evaluationId)),
  ),
  sliceMistakes: os.evaluate.sliceMistakes.handler(
    async ({ context: { studio }, input: { evaluationId, limit, ...slice } }) => {
      const evaluation = studio.project.catalog.evaluations.get(evaluationId);
      const all = await mistakesIn(studio.project, evaluation, slice);
      return all.slice(0, limit).map(predictionView);
    },
  ),
  calibration: os.evaluate.calibration.handler(({ context: { studio }, input }) => {
    const all = studio.project.catalog.evaluations.predictions(input.evaluationId);
    const columns = [
      all.map(({ confidence }) => confidence),
      all.map(({ classId }) => classId),
      all.map(({ trueClassId }) => trueClassId ?? -1),
    ] as const;
    const { ece, mce, bins } = calibration(...columns);
    const shown = (of: typeof bins) =>
      of.filter(({ count }) => count > 0).map(({ count, ...bin }) => ({ ...bin, images: count }));
    const { calibrated } = studio.project.catalog.evaluations.get(input.evaluationId).metrics;
    return {
      ece,
      mce,
      eceInterval: eceInterval(...columns),
      bins: shown(bins),
      calibrated: calibrated ? { ...calibrated, bins: shown([...calibrated.bins]) } : null,
    };
  }),
  common: os.evaluate.common.handler(({ context, input: { evaluationId, otherId } }) =>
    context.studio.project.catalog.evaluations.common(evaluationId, otherId),
  ),
  changes: os.evaluate.changes.handler(({ context, input }) =>
    context.studio.project.catalog.evaluations.changedSince(input.evaluationId),
  ),
  suspicious: os.evaluate.suspicious.handler(({ context: { studio }, input: { runId, limit } }) => {
    const { project } = studio;
    const measured = project.catalog.evaluations
      .newest([runId])
      .filter(({ split }) => doubted.includes(split));
    const all = measured
      .flatMap((evaluation) => suspiciousIn(project, evaluation))
      .sort((a, b) => a.labelProbability - b.labelProbability || b.confidence - a.confidence);
    return {
      measured: measured.map(({ split, images }) => ({ split, images })),
      total: all.length,
      labels: withState(project, settledSince(project, measured, all.slice(0, limit)), all.slice(0, limit)),
    };
  }),
  checked: os.evaluate.checked.handler(({ context: { studio }, input: { limit } }) => {
    const { project } = studio;
    const check = lastLabelCheck(project);
    if (!check) return null;
    const { labels, ...facts } = check;
    const shown = labels.slice(0, limit);
    const since = project.catalog.labels.settledSince(
      shown.map(({ imageId }) => imageId),
      check.createdAt,
    );
    return { ...facts, total: labels.length, labels: withState(project, new Set(since), shown) };
  }),
  checkLabels: os.evaluate.checkLabels.handler(({ context: { studio } }) =>
    studio.addEngineJob({ kind: 'check-labels', subject: studio.project.name }, async (context) => {
      await ensureNearCopies(context.project, context.signal);
      await checkLabels(context);
      studio.news.changed('evaluations');
    }),
  ),
  confirm: os.evaluate.confirm.handler(({ context: { studio }, input: { imageIds } }) => {
    studio.project.catalog.labels.confirm(imageIds, person());
    studio.news.changed('evaluations');
    return null;
  }),
  doubt: os.evaluate.doubt.handler(({ context: { studio }, input: { imageIds } }) => {
    studio.project.catalog.labels.takeBack(imageIds);
    studio.news.changed('evaluations');
    return null;
  }),
};

function predictionView({ imageId, trueClassId, classId, confidence }: Prediction): PredictionView {
  return { imageId, trueClassId, classId, confidence };
}

function view(project: Project, evaluation: Evaluation): EvaluationView {
  const { id, runId, split, setId, images, createdAt } = evaluation;
  const { cells: _, ...metrics } = evaluation.metrics;
  const seen = evaluation.settings?.seen ?? null;
  const classIds = classIdsOf(project, evaluation);
  return { id, runId, split, setId, images, classIds, seen, metrics, createdAt };
}

/** Evaluations of older versions did not keep the class ids: at that time classes were never removed, and new ones come last. */
function classIdsOf({ catalog }: Project, { settings, metrics }: Evaluation): readonly number[] {
  const kept = settings?.classIds;
  if (kept) return kept;
  const known = metrics.perClass.length;
  return catalog.classes
    .list()
    .slice(0, known)
    .map(({ id }) => id);
}

/** The images whose labels were settled by people since their split was measured. */
function settledSince(
  { catalog }: Project,
  measured: readonly Evaluation[],
  labels: readonly SuspiciousLabel[],
): Set<number> {
  return new Set(
    measured.flatMap(({ split, createdAt }) => {
      const own = labels.filter((label) => label.split === split).map(({ imageId }) => imageId);
      return catalog.labels.settledSince(own, createdAt);
    }),
  );
}

/** Suspicious labels with the present state of their images. */
function withState(
  { catalog }: Project,
  settled: ReadonlySet<number>,
  labels: readonly SuspiciousLabel[],
): SuspiciousView[] {
  const ids = labels.map(({ imageId }) => imageId);
  const images = new Map(catalog.images.byIds(ids).map((image) => [image.id, image]));
  return labels.map((label) => {
    const image = images.get(label.imageId);
    const excluded = image?.state === 'excluded';
    return {
      ...label,
      currentId: image?.classId ?? null,
      excluded,
      settled: excluded || settled.has(label.imageId),
    };
  });
}
