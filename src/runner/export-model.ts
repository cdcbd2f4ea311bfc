import { exportSavedModel } from '../engine/export/saved-model';
import { readCheckpoint } from '../files/safetensors';
import type { ExportJob, ExportResult } from './messages';
import { networkOf } from './network-of';

/** Writes a trained network as a TensorFlow SavedModel folder. */
export async function exportModel(job: ExportJob): Promise<ExportResult> {
  const { tensors } = readCheckpoint(job.weights);
  const weights = new Map([...tensors].map(([name, { data }]) => [name, data as Float32Array]));
  const { classes: _, ...model } = job.model;
  exportSavedModel(job.folder, {
    ...model,
    arch: networkOf(model),
    weights,
    classNames: [...job.classNames],
  });
  return { kind: 'export', folder: job.folder };
}
