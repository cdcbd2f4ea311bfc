import { decodeFloat16 } from '../../core/numbers/float16';
import type { SafetensorsReader } from './safetensors-reader';

/** A float16 tensor `[rows, width]` of an open file, read some rows at a time. */
export class Float16Rows {
  readonly rows: number;
  readonly width: number;

  constructor(
    private readonly reader: SafetensorsReader,
    private readonly name: string,
  ) {
    const { shape } = reader.place(name);
    [this.rows, this.width] = shape;
  }

  /** Values of `count` rows from `first` on, `[count, width]`. */
  async read(first: number, count: number): Promise<Float32Array> {
    return decodeFloat16(await this.readBits(first, count));
  }

  /** The same values as float16 bits. */
  async readBits(first: number, count: number): Promise<Uint16Array> {
    return (await this.reader.readRowsLater(this.name, first, count)) as Uint16Array;
  }

  /** `read`, synchronously, for a process that may block or for few rows. */
  readNow(first: number, count: number): Float32Array {
    return decodeFloat16(this.reader.readRows(this.name, first, count) as Uint16Array);
  }
}
