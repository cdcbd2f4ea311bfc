import type { Evaluation, Run, Split } from '../../catalog';
import { StudioError } from '../../core/errors';
import { accuracy, calibration, classMetrics, confusionMatrix, meanLoss, topK } from '../../core/metrics';
import type { EvaluationMetrics, EvaluationSettings } from '../../core/metrics/evaluation';
import { softmax } from '../../core/selection';
import { likeliest, toClasses } from '../../core/selection/class-columns';
import type { StudioContext } from '../project/context';
import { hashesOf, imagesOf, outputsOf, positionsOf } from '../project/image-sets';
import { finishedModelOf, recipeOf, weightsOf } from '../project/run-model';
import { stageEvent } from '../project/stage-event';
import { ensurePixels } from './pixels';

/** Measures a finished run on a labelled split, without noise, and keeps every prediction. */
export async function evaluateRun(
  context: StudioContext,
  run: Run,
  split: Split = 'test',
): Promise<Evaluation> {
  const { project, engine, signal, tell } = context;
  const recipe = recipeOf(run);
  const model = finishedModelOf(project, run);
  await ensurePixels(context, model.imageSize, [split]);
  const images = imagesOf(project, split).filter(({ classId }) => classId !== null);
  if (images.length === 0)
    throw new StudioError(
      'nothing-to-evaluate',
      `There are no labelled images in the ${split} split. Import some with --split ${split}, or draw a split.`,
    );
  const classes = project.catalog.classes.list();
  const positions = positionsOf(project);
  const outputs = outputsOf(project, run);
  tell(stageEvent('evaluate', 'evaluate', { run: run.id, images: images.length, split }));
  const result = await engine.run(
    {
      kind: 'predict',
      model,
      weights: weightsOf(context, run),
      cacheFolder: project.cacheFolder,
      batch: recipe.inferenceBatch,
      sets: [{ name: split, hashes: hashesOf(images), logits: true }],
      ood: null,
    },
    { signal, onProgress: (progress) => tell({ type: 'progress', stage: 'evaluate', progress }) },
  );
  const [set] = result.sets;
  const labels = Int32Array.from(images, ({ classId }) => positions.get(classId as number) as number);
  // As the classes are today: images of a class that the model does not know count as mistakes.
  const columns = outputs.map(({ id }) => positions.get(id) as number);
  const said = softmax(set.logits as Float32Array, outputs.length);
  const probabilities = toClasses(said, columns, classes.length);
  const { classIndex, confidence } = likeliest(probabilities, classes.length);
  const confusion = confusionMatrix(classIndex, labels, classes.length);
  const metrics: EvaluationMetrics = {
    accuracy: accuracy(classIndex, labels),
    top5: classes.length > 5 ? topK(probabilities, classes.length, labels, 5) : null,
    loss: meanLoss(probabilities, classes.length, labels),
    ece: calibration(confidence, classIndex, labels).ece,
    confusion: [...confusion],
    perClass: classMetrics(confusion, classes.length),
    imagesPerSecond: result.imagesPerSecond,
  };
  const id = project.catalog.evaluations.create({
    runId: run.id,
    split,
    images: images.length,
    settings: { classIds: classes.map((each) => each.id) } satisfies EvaluationSettings,
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
