import { encodeFloat16 } from '../core/numbers/float16';
import { DurableFile } from './durable';

/** Numbers appended to a raw float16 file, which takes its name only when it is whole. */
export class FlatWriter {
  private readonly durable: DurableFile;

  constructor(file: string) {
    this.durable = new DurableFile(file);
  }

  append(values: Float32Array): void {
    this.durable.append(encodeFloat16(values));
  }

  finish(): void {
    this.durable.commit();
  }

  discard(): void {
    this.durable.discard();
  }
}

/** A whole file of numbers at once. */
export function writeFlat(file: string, values: Float32Array): void {
  const writer = new FlatWriter(file);
  writer.append(values);
  writer.finish();
}
