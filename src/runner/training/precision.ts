import { type Note, note } from '../../core/words/notes';
import { computeCapability, type Device } from '../../engine/device';
import { describeDevice } from '../../engine/runtime';
import type { Precision } from '../../engine/training/settings';
import type { TrainSpec } from '../job/messages';

/** The compute capability from which NVIDIA's GPUs multiply such numbers in matrix units: 8 is Ampere and 7 is Volta. */
const leastCapability = { bfloat16: 8, float16: 7 } as const;

/**
 * The number format that a training computes in: that of its recipe if the device has it, otherwise float32, with a note that says why. A
 * GPU that does not report its compute capability is assumed to support the format.
 */
export function precisionOf(
  { training }: Pick<TrainSpec, 'training'>,
  device: Pick<Device, 'kind' | 'name'> = describeDevice(),
  capability: () => number | null = computeCapability,
): { readonly precision: Precision; readonly note?: Note } {
  // A training begun by an older version lacks this setting.
  const { precision: asked = 'float32' } = training;
  if (asked === 'float32') return { precision: asked };
  if (device.kind === 'cpu') return { precision: 'float32', note: note('float32-on-processor', { asked }) };
  const has = capability();
  if (has === null || has >= leastCapability[asked]) return { precision: asked };
  const told = { gpu: device.name, capability: String(has), least: `${leastCapability[asked]}.0` };
  return {
    precision: 'float32',
    note:
      asked === 'bfloat16' && has >= leastCapability.float16
        ? note('bfloat16-on-older-gpu', told)
        : note('float32-on-older-gpu', { ...told, asked }),
  };
}
