/** The parts of a batch that have a row for each image. */
interface Rows {
  images: Uint8Array;
  targets: Float32Array;
  weights: Float32Array;
  places?: Int32Array;
  labelled?: number;
}

/**
 * The structure of a batch: labelled images, one row each, then `views` rows of every pool image, view after
 * view.
 */
export interface Groups {
  readonly labelled: number;
  /** Images of the pool. */
  readonly pool: number;
  readonly views: number;
}

/** The groups of `rows` rows, of which `labelled` are labelled; all are labelled if no pool images are used. */
export function groupsOf(rows: number, labelled: number | undefined, views: number): Groups {
  if (views === 0) return { labelled: rows, pool: 0, views };
  const pool = (rows - (labelled ?? Number.NaN)) / views;
  if (labelled !== undefined && Number.isInteger(pool) && pool >= 0) return { labelled, pool, views };
  throw new Error(
    `A batch of ${rows} rows with ${labelled} labelled ones has no ${views} views of each other image.`,
  );
}

/**
 * Splits the rows of a batch into as few parts as hold at most `most` each, dealing images like cards, so
 * that all views of one stay together. Every part has its share of the labelled images, so that the
 * statistics of batch normalisation resemble the whole. An image with more views than `most` is a part of its
 * own.
 */
export function dealt(rows: number, most: number, groups = groupsOf(rows, undefined, 0)): Int32Array[] {
  const images = groups.labelled + groups.pool;
  for (let parts = Math.max(1, Math.ceil(rows / most)); ; parts++) {
    const hands = Array.from({ length: Math.min(parts, images) }, (_, part) => handOf(groups, part, parts));
    if (parts >= images || hands.every(({ length }) => length <= most)) return hands;
  }
}

/** The rows of every `parts`-th image from image `part` on, in the order of the batch. */
function handOf({ labelled, pool, views }: Groups, part: number, parts: number): Int32Array {
  const hand: number[] = [];
  for (let row = part; row < labelled; row += parts) hand.push(row);
  const first = (((part - labelled) % parts) + parts) % parts;
  for (let view = 0; view < views; view++)
    for (let image = first; image < pool; image += parts) hand.push(labelled + view * pool + image);
  return Int32Array.from(hand);
}

/** The `rows` of a batch as a batch of their own. */
export function partOf<T extends Rows>(batch: T, rows: Int32Array): T {
  const all = batch.weights.length;
  const { labelled } = batch;
  return {
    ...batch,
    ...(labelled === undefined ? {} : { labelled: rows.filter((row) => row < labelled).length }),
    images: rowsIn(batch.images, all, rows),
    targets: rowsIn(batch.targets, all, rows),
    weights: rowsIn(batch.weights, all, rows),
    ...(batch.places ? { places: rowsIn(batch.places, all, rows) } : {}),
  };
}

function rowsIn<A extends Uint8Array | Int32Array | Float32Array>(
  values: A,
  all: number,
  rows: Int32Array,
): A {
  const width = values.length / all;
  const out = new (values.constructor as new (length: number) => A)(rows.length * width);
  rows.forEach((row, i) => {
    out.set(values.subarray(row * width, (row + 1) * width) as never, i * width);
  });
  return out;
}
