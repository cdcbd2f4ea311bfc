import type { Evaluation, ImageInput, Run, Split } from '../../catalog';
import { calibratedBy } from '../../core/calibration/calibrated';
import { Confusion, classMetrics, measureAll } from '../../core/metrics';
import type { EvaluationMetrics, EvaluationSettings } from '../../core/metrics/evaluation';
import { evenly } from '../../core/numbers/evenly';
import { softmax } from '../../core/selection';
import { likeliest, toClasses } from '../../core/selection/class-columns';
import type { PredictSetResult } from '../../runner/messages';
import type { StudioContext } from '../project/context';
import { hashesOf, imagesOf, outputsOf, positionsOf } from '../project/image-sets';
import { recipeOf } from '../project/run-model';
import { runWithinMemory } from '../project/run-within-memory';
import { seenAs, seenImages } from '../project/seen-images';
import { stageEvent } from '../project/stage-event';
import { imageSetOf, imagesToMeasure } from './measured-images';
import { modelJob } from './model-job';
import { ensurePixels, withPixels } from './pixels';

/**
 * Measures a finished run on a labelled split, without noise, and keeps every prediction. Images that the run, or one that it learnt
 * from, was trained on are left out of validation and test, and counted. Throws `nothing-to-evaluate`, `nothing-unseen`.
 */
export async function evaluateRun(
  context: StudioContext,
  run: Run,
  split: Split = 'test',
): Promise<Evaluation> {
  const { project, tell } = context;
  const recipe = recipeOf(run);
  const shown = modelJob(context, run);
  await ensurePixels(context, shown.model.imageSize, recipe.fit, [split]);
  const { images, seen } = imagesToMeasure(context, run, split);
  const fitting = await withPixels(
    context,
    shown.model.imageSize,
    recipe.fit,
    imagesToFit(context, run, split),
  );
  const classes = project.catalog.classes.list();
  const positions = positionsOf(project);
  const outputs = outputsOf(project, run);
  tell(stageEvent('evaluate', 'evaluate', { run: run.id, images: images.length, split }));
  const result = await runWithinMemory(
    context,
    {
      kind: 'predict',
      ...shown,
      cacheFolder: project.cacheFolder,
      batch: recipe.inferenceBatch,
      sets: [
        { name: split, hashes: hashesOf(images), logits: true },
        ...(fitting.length > 0 ? [{ name: 'fit', hashes: hashesOf(fitting), logits: true }] : []),
      ],
      ood: null,
    },
    recipe.inferenceBatch,
    {
      onProgress: (progress) => tell({ type: 'progress', stage: 'evaluate', progress }),
      onNote: (note) => tell({ type: 'note', note }),
    },
  );
  const [set, fitted] = result.sets;
  const labelsOf = (of: readonly ImageInput[]) =>
    Int32Array.from(of, ({ classId }) => positions.get(classId as number) as number);
  const labels = labelsOf(images);
  // As the classes are today: images of a class that the model does not know count as mistakes.
  const columns = outputs.map(({ id }) => positions.get(id) as number);
  const said = ({ logits }: PredictSetResult) =>
    toClasses(softmax(logits as Float32Array, outputs.length), columns, classes.length);
  const probabilities = said(set);
  const { classIndex, confidence } = likeliest(probabilities, classes.length);
  const confusion = Confusion.of(classIndex, labels, classes.length);
  const measured = { labels, predicted: classIndex, probabilities, classes: classes.length };
  const metrics: EvaluationMetrics = {
    values: measureAll(measured, confusion),
    confusion: [...confusion.counts],
    perClass: classMetrics(confusion),
    imagesPerSecond: result.imagesPerSecond,
    ...(fitted
      ? {
          calibrated: calibratedBy(measured, {
            probabilities: said(fitted),
            labels: labelsOf(fitting),
            classes: classes.length,
          }),
        }
      : {}),
  };
  const id = project.catalog.evaluations.create({
    runId: run.id,
    split,
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
          classId: classes[classIndex[i]].id,
          confidence: confidence[i],
          labelProbability: probabilities[i * classes.length + labels[i]],
        };
    })(),
  });
  return project.catalog.evaluations.get(id);
}

/** One number is found as well by so many. */
const mostFitted = 5000;

/** Validation images that the run has not learnt from, some of all classes, by which the temperature for the test images is found. */
export function imagesToFit(
  { project }: Pick<StudioContext, 'project'>,
  run: Run,
  split: Split,
  most = mostFitted,
): ImageInput[] {
  if (split !== 'test') return [];
  const labelled = imagesOf(project, 'validation').filter(({ classId }) => classId !== null);
  const flags = seenImages(project, run, labelled);
  if (!flags) return [];
  const unseen = labelled.filter((_, at) => flags[at] !== seenAs.trained);
  return evenly(unseen, most);
}
