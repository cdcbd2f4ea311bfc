import { modelWriters } from '../../engine/export';
import { withCheckpoint } from '../../files/safetensors/safetensors';
import type { ExportJob, ExportResult } from '../job/messages';
import { networkOf } from './network-of';

/** Writes a trained network in another program's format; weights are read from their file when needed. */
export async function exportModel(job: ExportJob): Promise<ExportResult> {
  const { classes: _, ...model } = job.model;
  withCheckpoint(job.weights, (reader) =>
    modelWriters[job.format](job.target, {
      ...model,
      arch: networkOf(model),
      classNames: job.classNames,
      facts: job.facts,
      read: (name) => reader.read(name) as Float32Array,
    }),
  );
  return { kind: 'export', target: job.target };
}
