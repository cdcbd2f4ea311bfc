import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { encodeFloat16 } from '../core/numbers/float16';

/** Numbers appended to a raw float16 file, which takes its name only when it is whole. */
export class FlatWriter {
  private readonly beside: string;
  private readonly handle: number;

  constructor(private readonly file: string) {
    this.beside = `${file}.${process.pid}.part`;
    this.handle = openSync(this.beside, 'w');
  }

  append(values: Float32Array): void {
    writeSync(this.handle, encodeFloat16(values));
  }

  finish(): void {
    fsyncSync(this.handle);
    closeSync(this.handle);
    renameSync(this.beside, this.file);
  }

  discard(): void {
    closeSync(this.handle);
    rmSync(this.beside, { force: true });
  }
}

/** A whole file of numbers at once. */
export function writeFlat(file: string, values: Float32Array): void {
  const writer = new FlatWriter(file);
  try {
    writer.append(values);
  } catch (error) {
    writer.discard();
    throw error;
  }
  writer.finish();
}
