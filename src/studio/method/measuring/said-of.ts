import type { ImageInput, Run } from '../../../catalog';
import { CalibratedConfidence } from '../../../core/calibration/calibrated';
import { OutputColumns } from '../../../core/metrics';
import type { CalibratedMetrics } from '../../../core/metrics/evaluation';
import { softmax } from '../../../core/selection';
import { toClasses } from '../../../core/selection/class-columns';
import type { PredictResult, PredictSet } from '../../../runner/job/messages';
import type { StudioContext } from '../../project/context/context';
import { hashesOf, outputsOf, positionsOf } from '../../project/images/image-sets';
import { imagesAtOnce, pieceByPiece } from '../model/in-pieces';

export interface SaidOf {
  /** By today's classes: images of a class that the model does not know count as mistakes. */
  readonly said: OutputColumns;
  /** Metrics at the temperature that was fitted on the other images; null without them. */
  readonly calibrated: CalibratedMetrics | null;
  readonly imagesPerSecond: number;
}

/**
 * What a finished model predicts for labelled images whose pixels are in the cache, also at the temperature that is fitted on `fitting`.
 * The images are shown `atOnce` at a time, so that the probabilities of all classes are in memory only for those.
 */
export async function saidOf(
  context: StudioContext,
  run: Run,
  images: readonly ImageInput[],
  fitting: readonly ImageInput[],
  atOnce?: number,
): Promise<SaidOf> {
  const positions = positionsOf(context.project);
  const columns = outputsOf(context.project, run).map(({ id }) => positions.get(id) as number);
  const classes = context.project.catalog.classes.list().length;
  const piece = atOnce ?? imagesAtOnce(classes);
  const labelsOf = (of: readonly ImageInput[]) =>
    Int32Array.from(of, ({ classId }) => positions.get(classId as number) as number);
  const probabilitiesOf = (result: PredictResult, name: PredictSet['name']) => {
    const logits = result.sets.find((set) => set.name === name)?.logits as Float32Array;
    return toClasses(softmax(logits, columns.length), columns, classes);
  };

  const said = new OutputColumns(images.length, classes);
  let calibrated: CalibratedConfidence | null = null;
  const total = images.length + fitting.length;
  const { cacheFolder } = context.project;
  const show = pieceByPiece(context, run, { cacheFolder, stage: 'evaluate', total });
  let [shown, seconds] = [0, 0];
  for (let from = 0; from < images.length; from += piece) {
    const part = images.slice(from, from + piece);
    const sets = [{ name: 'part', hashes: hashesOf(part), logits: true }];
    const fits = from === 0 && fitting.length > 0;
    if (fits) sets.push({ name: 'fit', hashes: hashesOf(fitting), logits: true });
    const result = await show(sets, shown);
    const count = part.length + (fits ? fitting.length : 0);
    shown += count;
    seconds += count / result.imagesPerSecond;
    if (fits) {
      const probabilities = probabilitiesOf(result, 'fit');
      calibrated = new CalibratedConfidence(images.length, {
        probabilities,
        labels: labelsOf(fitting),
        classes,
      });
    }
    const probabilities = probabilitiesOf(result, 'part');
    said.put(from, probabilities, labelsOf(part));
    calibrated?.put(from, probabilities);
  }
  return { said, calibrated: calibrated?.measured(said) ?? null, imagesPerSecond: shown / seconds };
}
