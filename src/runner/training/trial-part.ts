import { multipliesOf } from '../../core/network/cost';
import { layoutOf } from '../../core/network/layers';
import type { TrainSpec } from '../job/messages';
import { networkOf } from '../model/network-of';

/** Multiplications that a core does in a second, roughly; `inferencePart` of `core/workload/memory.ts` counts in the same way. */
const multipliesInSecond = 3e10;
/** A training step computes each image forwards once, and backwards at about twice the cost. */
const passes = 3;

/**
 * The settings whose steps stand for the steps of a try-out that would take a processor longer than `mostSeconds`: their time is proportional
 * to the images, so a part of each batch is enough. Null if whole steps are quick enough.
 */
export function partOfLongStep(
  spec: TrainSpec,
  batch: number,
  { cores, mostSeconds }: { cores: number; mostSeconds: number },
): TrainSpec | null {
  const { model, training } = spec;
  const multiplies = multipliesOf(layoutOf(networkOf(model), model.classes), model.imageSize);
  const seconds = (passes * batch * multiplies) / (cores * multipliesInSecond);
  // So few that at least one image of the pool comes with them, if any does.
  const least = spec.unlabelledRatio > 0 ? Math.max(1, Math.ceil(1 / spec.unlabelledRatio)) : 1;
  const labelledBatch = Math.max(least, Math.floor((training.labelledBatch * mostSeconds) / seconds));
  if (labelledBatch >= training.labelledBatch) return null;
  return { ...spec, training: { ...training, labelledBatch } };
}
