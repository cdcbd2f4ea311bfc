import os from 'node:os';
import { isEncoder, type ModelSpec } from '../../core/network/model-spec';
import { note } from '../../core/words/notes';
import type { Hooks } from '../train';
import { runtimeVersion } from './session';

/** Reports which device runs an encoder, because it differs from the one that trains. */
export async function noteEncoder(model: ModelSpec, atOnce: number, hooks: Hooks): Promise<void> {
  if (!isEncoder(model)) return;
  const device = os.cpus()[0]?.model.trim() || 'CPU';
  hooks.note(
    note('encoder-device', {
      name: model.encoder.name,
      onnxruntime: await runtimeVersion(),
      device,
      cores: os.availableParallelism(),
      atOnce: model.encoder.input.batch ?? atOnce,
    }),
  );
}
