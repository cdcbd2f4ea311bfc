import { join } from 'node:path';
import { studioError } from '../core/errors';
import { layoutOf } from '../core/network/layers';
import { parametersOf } from '../core/network/parameters';
import type { Weights } from '../engine/models/folded-layers';
import { weightsHash, writeCheckpoint } from '../files/safetensors';
import type { TrainResult, TrainSpec } from './messages';
import { networkOf } from './network-of';

const weightsFile = 'weights.safetensors';

/** Writes the weights that inference uses into a run's folder. Throws `loss-not-finite` where a number is none. */
export function writeWeights(
  folder: string,
  { model }: TrainSpec,
  weights: Weights,
  step: number,
): Pick<TrainResult, 'weights' | 'weightsHash'> {
  checkFinite(weights);
  const hash = weightsHash(weights);
  const specs = parametersOf(layoutOf(networkOf(model), model.classes));
  const tensors = new Map(
    specs.map(({ name, shape }) => [name, { shape, data: weights.get(name) as Float32Array }]),
  );
  const metadata = { model: JSON.stringify(model), step: String(step), weightsHash: hash };
  writeCheckpoint(join(folder, weightsFile), { tensors, metadata });
  return { weights: weightsFile, weightsHash: hash };
}

/** The loss of a step is taken before its update: the last update may have broken what the loss did not show. */
function checkFinite(weights: Weights): void {
  for (const [name, values] of weights)
    if (!values.every(Number.isFinite)) throw studioError('training-not-finite', { name });
}
