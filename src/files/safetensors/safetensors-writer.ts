import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type CommitOptions, DurableFile, type FileOperations } from '../durable/durable';
import {
  dataTypes,
  encodeHeader,
  type Metadata,
  placesOf,
  type TensorData,
  type TensorPlace,
  type TensorShape,
} from './safetensors-header';
import { SafetensorsReader } from './safetensors-reader';

interface Growing extends TensorPlace {
  written: number;
  sum: number;
}

/**
 * Writes a safetensors file whose shapes are known before the values: tensors are appended to in any order,
 * so that neither a tensor nor the file is ever in memory as a whole. The header contains a crc32 of itself
 * and of every tensor.
 */
export class SafetensorsWriter {
  readonly #durable: DurableFile;
  readonly #tensors: Map<string, Growing>;
  readonly #start: number;
  #hash: string | null = null;

  constructor(
    readonly file: string,
    tensors: Iterable<TensorShape>,
    private readonly metadata: Metadata = {},
    operations?: FileOperations,
  ) {
    const places = placesOf(tensors);
    this.#tensors = new Map(places.map((place) => [place.name, { ...place, written: 0, sum: 0 }]));
    const header = encodeHeader(places, metadata);
    this.#start = header.length;
    this.#durable = new DurableFile(file, operations);
    this.#durable.writeAt(0, header);
  }

  /** Adds the next values of a tensor: whole rows, or any other part of it. */
  append(name: string, data: TensorData): void {
    const tensor = this.#tensors.get(name);
    if (!tensor) throw new Error(`"${this.file}" has no tensor "${name}".`);
    if (!(data instanceof dataTypes[tensor.type]) || tensor.written + data.byteLength > tensor.bytes)
      throw new Error(
        `${data.constructor.name} of ${data.length} is no part of "${name}" [${tensor.shape}].`,
      );
    this.#durable.writeAt(this.#start + tensor.from + tensor.written, data);
    tensor.sum = crc32(data, tensor.sum);
    tensor.written += data.byteLength;
  }

  /** The hash that a reader of the file returns; available after `commit`. */
  get hash(): string {
    if (this.#hash === null) throw new Error(`"${this.file}" is not written yet.`);
    return this.#hash;
  }

  /** Renames the file into place. Throws if a tensor is incomplete. */
  commit(options?: CommitOptions): void {
    this.#writeSums();
    this.#durable.commit(options);
  }

  /** Like `commit`, after every byte was read back from the disk and `before` was called. */
  commitProven(before: () => void = () => {}): void {
    this.#writeSums();
    this.#durable.sync();
    try {
      SafetensorsReader.prove(this.#durable.beside);
      before();
    } catch (error) {
      this.discard();
      throw error;
    }
    this.#durable.commit();
  }

  discard(): void {
    this.#durable.discard();
  }

  #writeSums(): void {
    const tensors = [...this.#tensors.values()];
    const short = tensors.find(({ written, bytes }) => written < bytes);
    if (short) {
      this.discard();
      throw new Error(`"${short.name}" of "${this.file}" ends at ${short.written} of ${short.bytes} bytes.`);
    }
    const sums = tensors.map(({ sum }) => sum);
    const header = encodeHeader(tensors, this.metadata, sums);
    this.#durable.writeAt(0, header);
    this.#hash = createHash('sha256').update(header).digest('hex');
  }
}
