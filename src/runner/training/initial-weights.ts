import { resolve } from 'node:path';
import { layoutOf } from '../../core/network/layers';
import { initialValue, parametersOf } from '../../core/network/parameters';
import type { Weights } from '../../engine/models/folded-layers';
import type { TrainSpec } from '../job/messages';
import { networkOf } from '../model/network-of';
import { weightsIn } from '../model/weights-file';

/**
 * The weights that a training starts from, with a classifier for its classes; null for a training from
 * scratch. Throws `checkpoint-unreadable`.
 */
export function initialWeightsOf(spec: TrainSpec, folder: string): Weights | null {
  const { initialWeights, initialHead } = spec;
  if (!initialWeights) return null;
  const weights = weightsIn(resolve(folder, initialWeights));
  if (initialHead === undefined) return weights;
  const head = initialHead === null ? drawnHead(spec) : weightsIn(resolve(folder, initialHead));
  return new Map([...weights, ...head]);
}

/** The random classifier with which a training from scratch with this seed begins. */
function drawnHead({ model, seed }: TrainSpec): Weights {
  const layout = layoutOf(networkOf(model), model.classes);
  const { name: head } = layout.classifier;
  return new Map(
    parametersOf(layout).flatMap((spec, i) =>
      spec.name.startsWith(`${head}.`) ? [[spec.name, initialValue(spec, i, seed)] as const] : [],
    ),
  );
}
