import { cpus, hostname } from 'node:os';
import { z } from 'zod';
import type { Measured } from '../../../core/workload/estimate';
import { shapeKey, type WorkShape } from '../../../core/workload/workload';
import { wholeMemory } from '../../../files/memory/free-memory';
import { StateFile } from './state-file';

const measuredSchema = z.discriminatedUnion('fits', [
  z.object({
    fits: z.literal(true),
    secondsPerUnit: z.number().positive(),
    startSeconds: z.number(),
    waitShare: z.number(),
    peakBytes: z.number(),
  }),
  z.object({ fits: z.literal(false), leastBytes: z.number().nullable() }),
]);
const fileSchema = z.record(z.string(), measuredSchema.and(z.object({ at: z.number() })));

const kept = 300;

/** What was measured on this machine, for all projects, because the speed of a model does not depend on the project. */
export class Measurements {
  readonly #file: StateFile<z.infer<typeof fileSchema>>;
  readonly #machine = `${hostname()} ${cpus()[0]?.model ?? ''} ${wholeMemory()}`;

  constructor(stateFolder: string) {
    this.#file = new StateFile(stateFolder, 'measurements.json', fileSchema, {});
  }

  /** The measurements of several shapes, in their order. */
  read(shapes: readonly WorkShape[]): ((Measured & { at: number }) | undefined)[] {
    const all = this.#file.read();
    return shapes.map((shape) => all[this.#keyOf(shape)]);
  }

  put(shape: WorkShape, measured: Measured): void {
    const all = { ...this.#file.read(), [this.#keyOf(shape)]: { ...measured, at: Date.now() } };
    const newest = Object.entries(all).sort(([, a], [, b]) => b.at - a.at);
    this.#file.write(Object.fromEntries(newest.slice(0, kept)));
  }

  #keyOf(shape: WorkShape): string {
    return `${this.#machine} ${shapeKey(shape)}`;
  }
}
