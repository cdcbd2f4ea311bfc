import type { Evaluation, ImageInput, Run, Split } from '../../../catalog';
import { ConfusionCounts, classMetrics, measureAll } from '../../../core/metrics';
import type { EvaluationMetrics, EvaluationSettings } from '../../../core/metrics/evaluation';
import { evenly } from '../../../core/numbers/evenly';
import { isTest } from '../../../core/vocabulary/images';
import { type Part, setIdOf, splitOf } from '../../../core/vocabulary/test-sets';
import type { StudioContext } from '../../project/context/context';
import { stageEvent } from '../../project/context/stage-event';
import type { Project } from '../../project/folder/project';
import { imagesOf } from '../../project/images/image-sets';
import { seenAs, seenImages } from '../../project/images/seen-images';
import { recipeOf } from '../../project/runs/run-model';
import { modelJob } from '../model/model-job';
import { withPixels } from '../model/pixels';
import { imageSetOf, imagesToMeasure, isMeasured, labelledIn, lastMeasured } from './measured-images';
import { saidOf } from './said-of';

/**
 * Measures a finished run on a labelled split or a named test set, without noise, and keeps every prediction. Images that the run was
 * trained on, or a run that it learnt from, are left out of validation and tests, and counted. Throws `nothing-to-evaluate`,
 * `test-set-empty`, `nothing-unseen`.
 */
export async function evaluateRun(
  context: StudioContext,
  run: Run,
  part: Part = 'test',
): Promise<Evaluation> {
  const { project, tell } = context;
  project.refuseReadOnly();
  const recipe = recipeOf(run);
  const { imageSize } = modelJob(context, run).model;
  await withPixels(context, imageSize, recipe.fit, labelledIn(project, part));
  const { images, seen } = await imagesToMeasure(context, run, part);
  const split = splitOf(part);
  const fitting = await withPixels(context, imageSize, recipe.fit, imagesToFit(context, run, split));
  const classes = project.catalog.classes.list();
  const told = { run: run.id, images: images.length };
  if (typeof part === 'string') tell(stageEvent('evaluate', 'evaluate', { ...told, split }));
  else tell(stageEvent('evaluate', 'evaluateSet', { ...told, name: part.name }));
  const { said, calibrated, imagesPerSecond } = await saidOf(context, run, images, fitting);
  const confusion = ConfusionCounts.of(said.predicted, said.labels, classes.length);
  const metrics: EvaluationMetrics = {
    values: measureAll(said, confusion),
    cells: confusion.cells,
    perClass: classMetrics(confusion),
    imagesPerSecond,
    ...(calibrated ? { calibrated } : {}),
  };
  const id = project.catalog.evaluations.create({
    runId: run.id,
    split,
    setId: setIdOf(part),
    images: images.length,
    settings: {
      classIds: classes.map((each) => each.id),
      seen,
      imageSet: imageSetOf(images),
    } satisfies EvaluationSettings,
    metrics,
    predictions: (function* () {
      for (const [i, image] of images.entries())
        yield {
          imageId: image.id,
          trueClassId: image.classId,
          classId: classes[said.predicted[i]].id,
          confidence: said.confidence[i],
          labelProbability: said.labelProbability[i],
        };
    })(),
  });
  return project.catalog.evaluations.get(id);
}

/**
 * The measurement of a run on a split or a set as it is now. If there is none, the run is measured, or takes over the measurement of the
 * run whose result it took over.
 */
export async function measuredOn(context: StudioContext, run: Run, part: Part): Promise<Evaluation> {
  const { project } = context;
  const known = measurementNow(project, run, part);
  if (known) return known;
  const twin = twinOf(project, run);
  const ofTwin = twin && measurementNow(project, twin, part);
  if (!ofTwin) return evaluateRun(context, run, part);
  const { evaluations } = project.catalog;
  return evaluations.get(evaluations.copy(ofTwin.id, run.id));
}

/** The measurement of a run on a split or a set as it is now; undefined if there is none. */
const measurementNow = (project: Project, run: Run, part: Part): Evaluation | undefined =>
  isMeasured(project, run, part) ? lastMeasured(project, run, part) : undefined;

/** The run whose result this one took over: their weights are equal, and so is what they have seen. */
function twinOf({ catalog }: Project, { metrics, weightsHash }: Run): Run | undefined {
  if (metrics?.sameAs === undefined) return undefined;
  const done = catalog.runs.list({ state: 'done' });
  return done.find((each) => each.id === metrics.sameAs && each.weightsHash === weightsHash);
}

/** More images than this do not improve the fit of a single number. */
const mostFitted = 5000;

/** Validation images of all classes that the run has not learnt from, for fitting the temperature of the test images. */
export function imagesToFit(
  { project }: Pick<StudioContext, 'project'>,
  run: Run,
  split: Split,
  most = mostFitted,
): ImageInput[] {
  if (!isTest(split)) return [];
  const labelled = imagesOf(project, 'validation').filter(({ classId }) => classId !== null);
  const flags = seenImages(project, run, labelled);
  if (!flags) return [];
  const unseen = labelled.filter((_, at) => flags[at] !== seenAs.trained);
  return evenly(unseen, most);
}
