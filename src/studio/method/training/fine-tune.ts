import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../../../catalog';
import type { TrainingStage } from '../../../core/methods';
import { hash32 } from '../../../core/numbers/random';
import { batchRows } from '../../../core/stages/batch-rows';
import { settingsOfStage } from '../../../core/stages/stage-settings';
import type { RunMetrics, Trained } from '../../../core/stored/run-metrics';
import type { CurvePoint } from '../../../core/stored/runs';
import { settingsOfRun } from '../../../core/vocabulary/run-kinds';
import type { StudioContext } from '../../project/context/context';
import { runWithinMemory } from '../../project/context/run-within-memory';
import { stageEvent } from '../../project/context/stage-event';
import { runFolder } from '../../project/images/image-sets';
import { iterationOf, modelSettingsOf, recipeOf, trainedNetworkOf } from '../../project/runs/run-model';

/** Separates the random draws of a later training from those of the first. */
const laterTag = 0xf7;

/** Subfolder of a run's folder for its later training at `place`, from 1 on; the first training uses the run's folder itself. */
const laterFolder = (place: number) => `training-${place + 1}`;

/**
 * Does a later training of a run (`fineTunes`): from the weights that the trainings before it ended with, on the labelled and validation
 * images that the run began with. Resumes from its own checkpoint and ends with the same weights. `before` is the result of the earlier
 * trainings.
 */
export async function fineTune(
  context: StudioContext,
  run: Run,
  stage: TrainingStage,
  place: number,
  before: RunMetrics,
  onPoint: (point: CurvePoint) => void,
): Promise<Trained> {
  const { project, workers, tell } = context;
  const recipe = recipeOf(run);
  const number = iterationOf(project, run);
  tell(stageEvent('train', 'fineTune', { number, arch: modelSettingsOf(project, run).arch }));
  const from = runFolder(project, run.id);
  const folder = join(from, laterFolder(place));
  const fresh = existsSync(join(folder, 'inputs.safetensors'))
    ? undefined
    : ({
        spec: {
          model: trainedNetworkOf(project, run, before),
          ...settingsOfStage(recipe, stage, number),
          inferenceBatch: recipe.inferenceBatch,
          chooseBy: recipe.chooseBy,
          seed: hash32(run.seed, laterTag, place) >>> 1,
          initialWeights: join('..', before.weights),
          role: settingsOfRun(run.kind),
        },
        inputs: { labelledOf: from },
      } as const);
  return runWithinMemory(
    context,
    { kind: 'train', folder, cacheFolder: project.cacheFolder, workers, fresh },
    batchRows(recipe, stage, number),
    {
      onProgress: (progress) => tell({ type: 'progress', stage: 'train', progress }),
      onNote: (note) => tell({ type: 'note', note }),
      // The curve continues where the previous training ended.
      onPoint: (point) => onPoint({ ...point, step: before.steps + point.step }),
    },
  );
}

/**
 * The metrics of a run after one more training: weights and validation results are those of the last training, the work is the sum of all.
 */
export function withTraining(before: RunMetrics, place: number, result: Trained): RunMetrics {
  const seconds = before.seconds + result.seconds;
  const inMean = (of: (part: Trained) => number) =>
    seconds === 0 ? 0 : (of(before) * before.seconds + of(result) * result.seconds) / seconds;
  const weights = `${laterFolder(place)}/${result.weights}`;
  const trainings = [...(before.trainings ?? [partOf(before)]), { ...partOf(result), weights }];
  return {
    ...result,
    weights,
    steps: before.steps + result.steps,
    seconds,
    imagesPerSecond: inMean(({ imagesPerSecond }) => imagesPerSecond),
    waitShare: inMean(({ waitShare }) => waitShare),
    trainings,
    ...workOfBoth(before, result),
  };
}

/** The images and peak memory of two trainings of a run together, if both are known. */
export const workOfBoth = (a: Trained, b: Trained): Pick<Trained, 'images' | 'peakBytes'> => ({
  ...(a.images === undefined || b.images === undefined ? {} : { images: a.images + b.images }),
  ...(a.peakBytes === undefined || b.peakBytes === undefined
    ? {}
    : { peakBytes: Math.max(a.peakBytes, b.peakBytes) }),
});

const partOf = ({ steps, seconds, weights, validationAccuracy }: Trained) => ({
  steps,
  seconds,
  weights,
  validationAccuracy,
});
