import { createHash } from 'node:crypto';
import type { Evaluation, ImageInput, Run, Split } from '../../catalog';
import { calibratedBy } from '../../core/calibration/calibrated';
import { studioError } from '../../core/errors';
import { Confusion, classMetrics, measureAll } from '../../core/metrics';
import type { EvaluationMetrics, EvaluationSettings, SeenImages } from '../../core/metrics/evaluation';
import { evenly } from '../../core/numbers/evenly';
import { softmax } from '../../core/selection';
import { likeliest, toClasses } from '../../core/selection/class-columns';
import { seenNote, seenUnknown } from '../../core/words/seen-images';
import { splitNames } from '../../core/words/splits';
import type { PredictSetResult } from '../../runner/messages';
import type { StudioContext } from '../project/context';
import { hashesOf, imagesOf, outputsOf, positionsOf } from '../project/image-sets';
import type { Project } from '../project/project';
import { recipeOf } from '../project/run-model';
import { runWithinMemory } from '../project/run-within-memory';
import { seenAs, seenImages } from '../project/seen-images';
import { stageEvent } from '../project/stage-event';
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

function imageSetOf(images: readonly ImageInput[]): string {
  const lines = images.map(({ contentHash, classId }) => `${contentHash} ${classId}`).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 32);
}

/** The labelled images of a split that a run can be measured on, and how many others it has seen before. */
function imagesToMeasure(
  { project, tell }: Pick<StudioContext, 'project' | 'tell'>,
  run: Run,
  split: Split,
): { images: ImageInput[]; seen: SeenImages | null } {
  const labelled = imagesOf(project, split).filter(({ classId }) => classId !== null);
  if (labelled.length === 0) throw studioError('nothing-to-evaluate', { split: splitNames[split] });
  const flags = seenImages(project, run, labelled);
  if (!flags) {
    tell({ type: 'note', note: seenUnknown });
    return { images: labelled, seen: null };
  }
  const leftOut = split === 'test' || split === 'validation';
  const count = (as: number) =>
    flags.reduce((sum, flag) => sum + (flag === as && spoils(flag, split) ? 1 : 0), 0);
  const seen = { trained: count(seenAs.trained), validated: count(seenAs.validated), leftOut };
  const images = leftOut ? labelled.filter((_, at) => !spoils(flags[at], split)) : labelled;
  if (images.length === 0)
    throw studioError('nothing-unseen', {
      split: splitNames[split],
      id: String(run.id),
      count: labelled.length,
    });
  const note = seenNote(seen, split);
  if (note) tell({ type: 'note', note });
  return { images, seen };
}

/**
 * Whether an image that a model has seen says nothing about it any more. Validation images chose the weights; that is what they are for,
 * and only a test must not be made of them.
 */
function spoils(flag: number, split: Split): boolean {
  return flag === seenAs.trained || (flag === seenAs.validated && split === 'test');
}

/** Labelled images of a split that a run may be measured on; 0 where it has seen them all, or there are none. */
export function measurable(project: Project, run: Run, split: Split): number {
  const labelled = imagesOf(project, split).filter(({ classId }) => classId !== null);
  const flags = seenImages(project, run, labelled);
  return flags ? flags.reduce((sum, flag) => sum + (spoils(flag, split) ? 0 : 1), 0) : labelled.length;
}
