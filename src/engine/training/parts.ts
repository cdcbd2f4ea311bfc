/** What of a batch has a row for each image. */
interface Rows {
  images: Uint8Array;
  targets: Float32Array;
  weights: Float32Array;
}

/**
 * Rows of a batch in as few parts as hold at most `most` each, dealt like cards: every part has its share of the labelled images, which
 * come first, so that what batch normalisation sees of a part is like the whole.
 */
export function dealt(rows: number, most: number): Int32Array[] {
  const parts = Math.max(1, Math.ceil(rows / most));
  return Array.from({ length: parts }, (_, part) =>
    Int32Array.from({ length: Math.ceil((rows - part) / parts) }, (_, i) => part + i * parts),
  );
}

/** The `rows` of a batch as one of their own. */
export function partOf<T extends Rows>(batch: T, rows: Int32Array): T {
  const all = batch.weights.length;
  return {
    ...batch,
    images: rowsIn(batch.images, all, rows),
    targets: rowsIn(batch.targets, all, rows),
    weights: rowsIn(batch.weights, all, rows),
  };
}

function rowsIn<A extends Uint8Array | Float32Array>(values: A, all: number, rows: Int32Array): A {
  const width = values.length / all;
  const out = new (values.constructor as new (length: number) => A)(rows.length * width);
  rows.forEach((row, i) => {
    out.set(values.subarray(row * width, (row + 1) * width) as never, i * width);
  });
  return out;
}
