import { join } from 'node:path';
import { studioError } from '../../core/errors';
import { layoutOf } from '../../core/network/layers';
import type { ModelSpec, NetworkSpec } from '../../core/network/model-spec';
import { parametersOf } from '../../core/network/parameters';
import type { Weights } from '../../engine/models/folded-layers';
import {
  readCheckpoint,
  type StoredTensor,
  weightsHash,
  writeCheckpoint,
} from '../../files/safetensors/safetensors';
import type { TrainResult } from '../job/messages';
import { headNames } from './model';
import { networkOf } from './network-of';

const weightsFile = 'weights.safetensors';

type Written = Pick<TrainResult, 'weights' | 'weightsHash'>;

/** Writes the weights for inference into a run's folder. Throws `loss-not-finite` if a weight is not finite. */
export function writeWeights(
  folder: string,
  { model }: { readonly model: NetworkSpec },
  weights: Weights,
  step: number,
): Written {
  checkFinite(weights);
  const specs = parametersOf(layoutOf(networkOf(model), model.classes));
  const tensors = new Map(
    specs.map(({ name, shape }) => [name, { shape, data: weights.get(name) as Float32Array }]),
  );
  return write(folder, model, tensors, weightsHash(weights), step);
}

/**
 * Writes the linear head of an encoder into a run's folder; the encoder itself stays in the library and is
 * identified by its hash.
 */
export function writeHead(folder: string, model: ModelSpec, head: Weights): Written {
  checkFinite(head);
  const { classes } = model;
  const data = (name: string) => head.get(name) as Float32Array;
  const weight = data(headNames.weight);
  const tensors = new Map([
    [headNames.weight, { shape: [weight.length / classes, classes], data: weight }],
    [headNames.bias, { shape: [classes], data: data(headNames.bias) }],
  ]);
  return write(folder, model, tensors, weightsHash(head), 0);
}

/** The weights of a model, or the head of an encoder, from its file. */
export const weightsIn = (file: string): Weights =>
  new Map([...readCheckpoint(file).tensors].map(([name, { data }]) => [name, data as Float32Array]));

function write(
  folder: string,
  model: ModelSpec,
  tensors: Map<string, StoredTensor>,
  hash: string,
  step: number,
): Written {
  const metadata = { model: JSON.stringify(model), step: String(step), weightsHash: hash };
  writeCheckpoint(join(folder, weightsFile), { tensors, metadata });
  return { weights: weightsFile, weightsHash: hash };
}

/**
 * The loss of a step is computed before its update, so the last update may have made weights non-finite
 * without the loss showing it.
 */
function checkFinite(weights: Weights): void {
  for (const [name, values] of weights)
    if (!values.every(Number.isFinite)) throw studioError('training-not-finite', { name });
}
