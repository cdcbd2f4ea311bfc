import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../../../catalog';
import { type TrainingStage, trainingsOf } from '../../../core/methods';
import { hash32 } from '../../../core/numbers/random';
import { fixTraining } from '../../../core/schedule';
import { settingsOfStage } from '../../../core/stages/stage-settings';
import type { Trained } from '../../../core/stored/run-metrics';
import type { CurvePoint } from '../../../core/stored/runs';
import type { StudioContext } from '../../project/context/context';
import { runWithinMemory } from '../../project/context/run-within-memory';
import { stageEvent } from '../../project/context/stage-event';
import { runFolder } from '../../project/images/image-sets';
import {
  atSize,
  iterationOf,
  modelSettingsOf,
  recipeOf,
  trainedNetworkOf,
} from '../../project/runs/run-model';
import { ensurePixels } from '../model/pixels';

/** Separates the random draws of the fix from those of the training before it. */
const fixTag = 0xf1;

/** Subfolder of a run's folder for the inputs, checkpoint and weights of the fix. */
export const fixFolder = 'fix';

/**
 * The train-test resolution fix (the paper, section 3.2, after Touvron et al. 2019): the weights of a finished training are tuned a little
 * on larger, unaugmented labelled images, with shallow layers frozen. If the training had dropout and stochastic depth, they stay on in the
 * layers that learn, as in the released code. Resumes from its own checkpoint and ends with the same weights.
 */
export async function fixResolution(
  context: StudioContext,
  run: Run,
  trained: Trained,
  onPoint: (point: CurvePoint) => void,
): Promise<Trained> {
  const { project, workers, tell } = context;
  const recipe = recipeOf(run);
  const { size, epochs } = recipe.resolutionFix;
  await ensurePixels(context, size, recipe.fit, ['labelled-train', 'validation']);
  tell(stageEvent('train', 'resolution', { arch: modelSettingsOf(project, run).arch, size }));
  const from = runFolder(project, run.id);
  const folder = join(from, fixFolder);
  const number = iterationOf(project, run);
  const last = settingsOfStage(recipe, trainingsOf(recipe, number).at(-1) as TrainingStage, number);
  const model = trainedNetworkOf(project, run, trained);
  const fresh = existsSync(join(folder, 'inputs.safetensors'))
    ? undefined
    : ({
        spec: {
          model: atSize(model, size),
          dropout: last.dropout,
          survival: last.survival,
          noise: null,
          ...fixTraining(last.training, last.length),
          objective: 'cross-entropy',
          unlabelledRatio: 0,
          inferenceBatch: recipe.inferenceBatch,
          chooseBy: recipe.chooseBy,
          seed: hash32(run.seed, fixTag) >>> 1,
          initialWeights: join('..', trained.weights),
          role: 'fix',
          length: { amount: epochs, unit: 'epochs' },
        },
        inputs: { labelledOf: from },
      } as const);
  return runWithinMemory(
    context,
    { kind: 'train', folder, cacheFolder: project.cacheFolder, workers, fresh },
    recipe.training.labelledBatch,
    {
      onProgress: (progress) => tell({ type: 'progress', stage: 'train', progress }),
      onNote: (note) => tell({ type: 'note', note }),
      // The curve continues where the training ended.
      onPoint: (point) => onPoint({ ...point, step: trained.steps + point.step }),
    },
  );
}
