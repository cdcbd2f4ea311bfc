import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/**
 * Protocol buffers as pieces that are written one after another, so that a model of 2 GB is never in memory
 * at once: the length of a message is known before its large parts are made.
 */
export type WirePiece = Uint8Array | LatePiece;

/** Bytes of a known length that are made when they are written. */
export interface LatePiece {
  readonly length: number;
  make(): Uint8Array;
}

/**
 * The fields of one message, in the order in which they are added. Field numbers are those of the format's
 * specification.
 */
export class Message {
  readonly pieces: WirePiece[] = [];

  get length(): number {
    return this.pieces.reduce((sum, { length }) => sum + length, 0);
  }

  int(field: number, value: number): this {
    return this.#add((writer) => writer.tag(field, WireType.Varint).int64(value));
  }

  float(field: number, value: number): this {
    return this.#add((writer) => writer.tag(field, WireType.Bit32).float(value));
  }

  string(field: number, value: string): this {
    return this.#add((writer) => writer.tag(field, WireType.LengthDelimited).string(value));
  }

  /** Repeated, packed. */
  ints(field: number, values: readonly number[]): this {
    return this.#add((writer) => {
      writer.tag(field, WireType.LengthDelimited).fork();
      for (const value of values) writer.int64(value);
      writer.join();
    });
  }

  message(field: number, message: Message): this {
    this.#head(field, message.length);
    this.pieces.push(...message.pieces);
    return this;
  }

  late(field: number, piece: LatePiece): this {
    this.#head(field, piece.length);
    this.pieces.push(piece);
    return this;
  }

  #head(field: number, length: number): void {
    this.#add((writer) => writer.tag(field, WireType.LengthDelimited).uint32(length));
  }

  #add(write: (writer: BinaryWriter) => void): this {
    const writer = new BinaryWriter();
    write(writer);
    this.pieces.push(writer.finish());
    return this;
  }
}

/** The bytes of a message, a piece at a time. */
export function* bytesOf(message: Message): Generator<Uint8Array> {
  for (const piece of message.pieces) yield piece instanceof Uint8Array ? piece : piece.make();
}
