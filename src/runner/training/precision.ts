import { type Note, note } from '../../core/words/notes';
import { computeCapability, type Device } from '../../engine/device';
import { describeDevice } from '../../engine/runtime';
import type { Precision } from '../../engine/training/settings';
import type { TrainSpec } from '../job/messages';

/** NVIDIA GPUs multiply bfloat16 from this compute capability on (Ampere). */
const leastCapability = 8;

/**
 * The numbers that a training computes in: those of its recipe where the device has them, else float32 and a note that says why. A
 * GPU that does not tell its compute capability is taken to have them.
 */
export function precisionOf(
  { training }: Pick<TrainSpec, 'training'>,
  device: Pick<Device, 'kind' | 'name'> = describeDevice(),
  capability: () => number | null = computeCapability,
): { readonly precision: Precision; readonly note?: Note } {
  // A training begun by an older version does not say.
  const { precision = 'float32' } = training;
  if (precision === 'float32') return { precision };
  if (device.kind === 'cpu') return { precision: 'float32', note: note('float32-on-processor', {}) };
  const has = capability();
  if (has === null || has >= leastCapability) return { precision };
  return {
    precision: 'float32',
    note: note('float32-on-older-gpu', {
      gpu: device.name,
      capability: String(has),
      least: `${leastCapability}.0`,
    }),
  };
}
