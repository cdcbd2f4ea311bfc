import type { CommitOptions } from '../durable/durable';
import { unreadable } from '../reading/unreadable';
import type { TensorPlace } from './safetensors-header';
import { SafetensorsReader } from './safetensors-reader';
import { SafetensorsWriter } from './safetensors-writer';

/** Bytes copied at a time. */
const mostBytesAtOnce = 16 * 2 ** 20;

/**
 * Joins safetensors files whose rows follow each other: a table made in parts, for example by several machines.
 * Tensors for which `isColumn` holds have a row for each item and are joined in the order of the files; all
 * others, and the metadata, must be equal in every file and are taken from the first. The result is, byte for
 * byte, the file that a single pass would have written. Throws `Unreadable` if a file is damaged or does not
 * match the first.
 */
export function concatenate(
  target: string,
  files: readonly string[],
  isColumn: (name: string) => boolean,
  options?: CommitOptions,
): void {
  const parts: SafetensorsReader[] = [];
  try {
    for (const file of files) parts.push(SafetensorsReader.open(file));
    const [first, ...others] = parts;
    for (const other of others) checkFits(first, other, isColumn);
    const inOrder = [...first.tensors.values()].sort((a, b) => a.from - b.from);
    const shapes = inOrder.map((place) => {
      const rows = (part: SafetensorsReader) => part.place(place.name).shape[0];
      if (!isColumn(place.name)) return place;
      return { ...place, shape: [parts.reduce((sum, part) => sum + rows(part), 0), ...place.shape.slice(1)] };
    });
    const writer = new SafetensorsWriter(target, shapes, first.metadata);
    try {
      for (const { name } of inOrder)
        for (const part of isColumn(name) ? parts : [first]) copy(part, name, writer);
    } catch (error) {
      writer.discard();
      throw error;
    }
    writer.commit(options);
  } finally {
    for (const part of parts) part.close();
  }
}

function copy(part: SafetensorsReader, name: string, writer: SafetensorsWriter): void {
  const { shape, bytes } = part.place(name);
  part.prove(name);
  const piece = Math.max(1, Math.floor((mostBytesAtOnce / Math.max(1, bytes)) * shape[0]));
  for (let row = 0; row < shape[0]; row += piece)
    writer.append(name, part.readRows(name, row, Math.min(piece, shape[0] - row)));
}

function checkFits(
  first: SafetensorsReader,
  other: SafetensorsReader,
  isColumn: (name: string) => boolean,
): void {
  const between = { other: other.file, first: first.file };
  const { metadata } = first;
  const keys = new Set([...Object.keys(metadata), ...Object.keys(other.metadata)]);
  for (const name of keys)
    if (metadata[name] !== other.metadata[name]) throw unreadable('part-differs', { ...between, name });
  if (other.tensors.size !== first.tensors.size) throw unreadable('part-columns', between);
  for (const place of first.tensors.values()) {
    const { name } = place;
    if (!other.has(name)) throw unreadable('part-missing', { ...between, name });
    const mine = other.place(name);
    if (mine.type !== place.type || !sameRow(mine, place))
      throw unreadable('part-shape', { ...between, name });
    if (isColumn(name)) continue;
    if (mine.shape[0] !== place.shape[0] || other.sumOf(name) !== first.sumOf(name))
      throw unreadable('part-differs', { ...between, name });
  }
}

function sameRow(one: TensorPlace, other: TensorPlace): boolean {
  return one.shape.slice(1).join() === other.shape.slice(1).join();
}
