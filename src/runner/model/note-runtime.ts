import os from 'node:os';
import { messageOf } from '../../core/errors';
import { isEncoder, type ModelSpec } from '../../core/network/model-spec';
import { note } from '../../core/words/notes';
import { onnxRuntimeVersion } from '../../engine/inference/onnx-session';
import type { Hooks } from '../job/hooks';
import type { ModelPredictor } from './model';

/**
 * Reports what computes a model's predictions if that may be unexpected: for an encoder the device, since
 * training may use another one, and for a network the reason why onnxruntime does not run.
 */
export async function noteRuntime(model: ModelSpec, predictor: ModelPredictor, hooks: Hooks): Promise<void> {
  if (predictor.failure)
    hooks.note(note('onnxruntime-missing', { reason: messageOf(predictor.failure).split('\n')[0] }));
  if (!isEncoder(model)) return;
  const device = os.cpus()[0]?.model.trim() || 'CPU';
  hooks.note(
    note('encoder-device', {
      name: model.encoder.name,
      onnxruntime: await onnxRuntimeVersion(),
      device,
      cores: os.availableParallelism(),
      atOnce: model.encoder.input.batch ?? predictor.batch,
    }),
  );
}
