import { studioError } from '../../core/errors';
import { decodeFloat16, encodeFloat16 } from '../../core/numbers/float16';
import { keptOf } from '../../core/vocabulary/soft-storage';
import type { CommitOptions } from '../../files/durable/durable';
import { Unreadable, unreadable } from '../../files/reading/unreadable';
import { concatenate } from '../../files/safetensors/concatenate';
import { Float16Rows } from '../../files/safetensors/float16-rows';
import type { TensorShape } from '../../files/safetensors/safetensors-header';
import { SafetensorsReader } from '../../files/safetensors/safetensors-reader';
import { SafetensorsWriter } from '../../files/safetensors/safetensors-writer';
import { denseRow, largestOf, type SoftColumns } from './soft-labels';

/**
 * A model's outputs for the images of a pool, as one file of columns with a row for each image, in the order
 * of the image ids; parts made separately are joined by `mergeLabellings`. Columns whose names begin with
 * `labelled.` are about the labelled images that the scores were fitted on, and have rows of their own.
 */
const format = '1';
const scorePrefix = 'score/';
const heldPrefix = 'held.';
const isColumn = (name: string) => !name.startsWith('labelled.') && !name.startsWith(heldPrefix);

/** A model's outputs for labelled images that it was not trained on. */
export interface HeldOutPlan {
  readonly ids: Int32Array;
  readonly soft: SoftColumns;
  readonly scores: Readonly<Record<string, Float32Array>>;
  /**
   * Where they come from: validation images, or labelled images that are each predicted by a classifier
   * fitted on other folds.
   */
  readonly by: HeldOutBy;
  /**
   * The features of some of them, evenly chosen (`evenPlaces`), float16 `[some, width]`; absent if they are the features of the labelled
   * images.
   */
  readonly features?: { readonly values: Uint16Array; readonly width: number };
}

/** The number of folds, or null for validation images. */
export type HeldOutBy = { readonly folds: number | null };

/** The facts of a labelling that are known before its first row. */
export interface LabellingPlan {
  readonly rows: number;
  /** Catalog ids of the model's outputs, in their order; at most 65,535. */
  readonly classIds: readonly number[];
  readonly features: number;
  readonly scores: readonly string[];
  /** Images with a score below its threshold are out-of-domain. */
  readonly limits: Readonly<Record<string, number>>;
  /**
   * The labelled images that the scores were fitted on, with their features (`width` numbers each) in order,
   * some whole rows at a time.
   */
  readonly labelled: {
    readonly ids: Int32Array;
    readonly width: number;
    readonly features: Iterable<Float32Array>;
  } | null;
  /** Null if the model was trained on all labelled images; files of versions before 0.3 lack it. */
  readonly heldOut?: HeldOutPlan | null;
}

/** Consecutive rows of a labelling. */
export interface LabellingRows {
  readonly ids: Int32Array;
  /** Ids of the sources that the images come from. */
  readonly sources: Int32Array;
  /** Outputs of the model. */
  readonly predictedClass: ArrayLike<number>;
  readonly confidence: Float32Array;
  readonly margin: Float32Array;
  /** `[rows, classes]` */
  readonly probabilities: Float32Array;
  /** `[rows, features]` */
  readonly features: Float32Array;
  readonly scores: Readonly<Record<string, Float32Array>>;
}

/** Writes a labelling row by row; only the rows of one call are in memory. */
export class LabellingWriter {
  readonly #writer: SafetensorsWriter;
  readonly #classes: number;
  readonly #kept: number;

  constructor(
    file: string,
    private readonly plan: LabellingPlan,
  ) {
    this.#classes = plan.classIds.length;
    this.#kept = keptOf(this.#classes);
    const metadata = {
      kind: 'labelling',
      format,
      classIds: JSON.stringify(plan.classIds),
      limits: JSON.stringify(plan.limits),
      ...(plan.heldOut ? { heldOut: JSON.stringify(plan.heldOut.by) } : {}),
    };
    this.#writer = new SafetensorsWriter(file, shapesOf(plan, this.#kept), metadata);
    if (plan.heldOut) this.#appendHeldOut(plan.heldOut);
    if (!plan.labelled) return;
    this.#writer.append('labelled.ids', plan.labelled.ids);
    for (const piece of plan.labelled.features)
      this.#writer.append('labelled.features', encodeFloat16(piece));
  }

  #appendHeldOut({ ids, soft, scores, features }: HeldOutPlan): void {
    this.#writer.append('held.ids', ids);
    for (const [name, values] of Object.entries(scores))
      this.#writer.append(heldPrefix + scorePrefix + name, values);
    this.#writer.append('held.soft', soft.values);
    if (soft.places) this.#writer.append('held.soft.class', soft.places);
    if (features) this.#writer.append('held.features', features.values);
  }

  append(rows: LabellingRows): void {
    const writer = this.#writer;
    writer.append('ids', rows.ids);
    writer.append('sources', rows.sources);
    writer.append('confidence', rows.confidence);
    writer.append('margin', rows.margin);
    for (const name of this.plan.scores) writer.append(scorePrefix + name, rows.scores[name]);
    writer.append('class', Uint16Array.from(rows.predictedClass));
    this.#appendSoft(rows.probabilities);
    if (this.plan.features > 0) writer.append('features', encodeFloat16(rows.features));
  }

  #appendSoft(probabilities: Float32Array): void {
    if (this.#kept === this.#classes) {
      this.#writer.append('soft', encodeFloat16(probabilities));
      return;
    }
    const { values, classes } = largestOf(probabilities, this.#classes, this.#kept);
    this.#writer.append('soft', encodeFloat16(values));
    this.#writer.append('soft.class', classes);
  }

  /** Renames the finished file into place and returns its hash. Throws if rows are missing. */
  commit(options?: CommitOptions): string {
    this.#writer.commit(options);
    return this.#writer.hash;
  }

  discard(): void {
    this.#writer.discard();
  }
}

/** Columns of wide numbers come first, so that every column is aligned. */
function shapesOf(
  { rows, classIds, features, scores, labelled, heldOut }: LabellingPlan,
  kept: number,
): TensorShape[] {
  const shape = (name: string, type: TensorShape['type'], ...each: number[]) => ({ name, type, shape: each });
  return [
    shape('ids', 'I32', rows),
    shape('sources', 'I32', rows),
    shape('confidence', 'F32', rows),
    shape('margin', 'F32', rows),
    ...scores.map((name) => shape(scorePrefix + name, 'F32', rows)),
    ...(labelled ? [shape('labelled.ids', 'I32', labelled.ids.length)] : []),
    ...(heldOut ? [shape('held.ids', 'I32', heldOut.ids.length)] : []),
    ...Object.keys(heldOut?.scores ?? {}).map((name) =>
      shape(heldPrefix + scorePrefix + name, 'F32', heldOut?.ids.length ?? 0),
    ),
    shape('class', 'U16', rows),
    shape('soft', 'F16', rows, kept),
    ...(kept < classIds.length ? [shape('soft.class', 'U16', rows, kept)] : []),
    ...(features > 0 ? [shape('features', 'F16', rows, features)] : []),
    ...(labelled ? [shape('labelled.features', 'F16', labelled.ids.length, labelled.width)] : []),
    ...(heldOut ? [shape('held.soft', 'F16', heldOut.ids.length, kept)] : []),
    ...(heldOut?.soft.places ? [shape('held.soft.class', 'U16', heldOut.ids.length, kept)] : []),
    ...(heldOut?.features ? [heldFeatures(heldOut.features)] : []),
  ];
}

const heldFeatures = ({ values, width }: NonNullable<HeldOutPlan['features']>): TensorShape => ({
  name: 'held.features',
  type: 'F16',
  shape: [values.length / width, width],
});

/** Joins separately made parts of a labelling in the order of their images. Throws `labelling-unreadable`. */
export function mergeLabellings(target: string, parts: readonly string[], options?: CommitOptions): void {
  orUnreadable(target, () => {
    let last = 0;
    for (const file of parts)
      LabellingFile.with(file, ({ ids }) => {
        if (ids.length > 0 && ids[0] <= last) throw unreadable('part-order', { file });
        last = ids.at(-1) ?? last;
      });
    concatenate(target, parts, isColumn, options);
  });
}

/** Labelled images that a model was not trained on, by id, with its outputs. */
export interface HeldOut {
  readonly by: HeldOutBy;
  readonly ids: Int32Array;
  /** What the model says of one of them, `[classes]`; those of all together may be more than there is memory for. */
  distribution(place: number): Float32Array;
  /** One row of features for each of some of them, evenly chosen (`evenPlaces`); null if they are the features of the labelled images. */
  readonly features: Float16Rows | null;
  /** Null for a score that was not made. */
  score(name: string): Float32Array | null;
}

/**
 * An open labelling: whole columns, and soft labels and features by row. Throws `labelling-unreadable` if the file is missing or damaged;
 * labelling the pool again replaces it.
 */
export class LabellingFile {
  readonly rows: number;
  readonly classIds: readonly number[];
  readonly limits: Readonly<Record<string, number>>;
  /** The file's hash, which changes with any of its bytes. */
  readonly hash: string;
  #ids: Int32Array | null = null;

  private constructor(private readonly reader: SafetensorsReader) {
    const { metadata } = reader;
    if (metadata.kind !== 'labelling' || metadata.format !== format) throw unreadable('other-labelling', {});
    this.classIds = JSON.parse(metadata.classIds) as number[];
    this.limits = JSON.parse(metadata.limits) as Record<string, number>;
    this.rows = reader.place('ids').shape[0];
    this.hash = reader.hash;
  }

  static open(file: string): LabellingFile {
    return orUnreadable(file, () => {
      const reader = SafetensorsReader.open(file);
      try {
        return new LabellingFile(reader);
      } catch (error) {
        reader.close();
        throw error;
      }
    });
  }

  /** Opens a labelling for a synchronous function. */
  static with<T>(file: string, work: (labelling: LabellingFile) => T): T {
    const labelling = LabellingFile.open(file);
    try {
      return orUnreadable(file, () => work(labelling));
    } finally {
      labelling.close();
    }
  }

  /** Opens a labelling for an asynchronous function. */
  static async during<T>(file: string, work: (labelling: LabellingFile) => Promise<T>): Promise<T> {
    const labelling = LabellingFile.open(file);
    try {
      return await work(labelling);
    } catch (error) {
      throw asStudioError(file, error);
    } finally {
      labelling.close();
    }
  }

  get path(): string {
    return this.reader.file;
  }

  /** Ascending. */
  get ids(): Int32Array {
    this.#ids ??= this.reader.read('ids') as Int32Array;
    return this.#ids;
  }

  get sources(): Int32Array {
    return this.reader.read('sources') as Int32Array;
  }

  /** Outputs of the model, as indices into `classIds`. */
  get predictedClass(): Uint16Array {
    return this.reader.read('class') as Uint16Array;
  }

  get confidence(): Float32Array {
    return this.reader.read('confidence') as Float32Array;
  }

  get margin(): Float32Array {
    return this.reader.read('margin') as Float32Array;
  }

  get scoreNames(): string[] {
    return [...this.reader.tensors.keys()]
      .filter((name) => name.startsWith(scorePrefix))
      .map((name) => name.slice(scorePrefix.length));
  }

  /** A score of all images; null if the labelling has no score of that name. */
  score(name: string): Float32Array | null {
    return this.reader.has(scorePrefix + name)
      ? (this.reader.read(scorePrefix + name) as Float32Array)
      : null;
  }

  /** The values of some columns in one row. */
  at(row: number): { predictedClass: number; confidence: number; scores: Record<string, number> } {
    const one = (name: string) => Number(this.reader.readRows(name, row, 1)[0]);
    return {
      predictedClass: one('class'),
      confidence: one('confidence'),
      scores: Object.fromEntries(this.scoreNames.map((name) => [name, one(scorePrefix + name)])),
    };
  }

  /** The row of an image; -1 if the labelling does not contain it. Uses binary search, without reading all ids. */
  rowOf(imageId: number): number {
    let [low, high] = [0, this.rows - 1];
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const id = Number(this.reader.readRows('ids', middle, 1)[0]);
      if (id === imageId) return middle;
      if (id < imageId) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /**
   * The distribution of one row over the model's classes, `[classes]`. If only the largest shares are stored, the rest is spread evenly.
   */
  softLabel(row: number): Float32Array {
    return this.#distributions('soft', row, 1);
  }

  /** The ids of labelled images that the model was not trained on; null if there were none. */
  get heldOutIds(): Int32Array | null {
    return this.reader.metadata.heldOut === undefined ? null : (this.reader.read('held.ids') as Int32Array);
  }

  /** The same images with the model's outputs; null if there were none. */
  get heldOut(): HeldOut | null {
    const { heldOut } = this.reader.metadata;
    if (heldOut === undefined) return null;
    const by = JSON.parse(heldOut) as HeldOutBy;
    const ids = this.reader.read('held.ids') as Int32Array;
    const name = (score: string) => heldPrefix + scorePrefix + score;
    return {
      by,
      ids,
      distribution: (place) => this.#distributions('held.soft', place, 1),
      features: this.reader.has('held.features') ? new Float16Rows(this.reader, 'held.features') : null,
      score: (score) =>
        this.reader.has(name(score)) ? (this.reader.read(name(score)) as Float32Array) : null,
    };
  }

  /** Reads the distributions of `count` rows from row `first` on, without blocking the process. */
  async softLabelsLater(first: number, count: number): Promise<Float32Array> {
    const read = async (name: string) => (await this.reader.readRowsLater(name, first, count)) as Uint16Array;
    const places = this.reader.has('soft.class') ? await read('soft.class') : null;
    return this.#dense(await read('soft'), places, count);
  }

  #distributions(name: 'soft' | 'held.soft', first: number, count: number): Float32Array {
    const read = (column: string) => this.reader.readRows(column, first, count) as Uint16Array;
    const places = this.reader.has(`${name}.class`) ? read(`${name}.class`) : null;
    return this.#dense(read(name), places, count);
  }

  #dense(bits: Uint16Array, places: Uint16Array | null, count: number): Float32Array {
    const values = decodeFloat16(bits);
    if (!places) return values;
    const [kept, width] = [values.length / Math.max(1, count), this.classIds.length];
    const dense = new Float32Array(count * width);
    for (let row = 0; row < count; row++) {
      const part = [row * kept, (row + 1) * kept] as const;
      dense.set(denseRow(values.subarray(...part), places.subarray(...part), width), row * width);
    }
    return dense;
  }

  /** Features of all images; null if the labelling has none. */
  get features(): Float16Rows | null {
    return this.reader.has('features') ? new Float16Rows(this.reader, 'features') : null;
  }

  /** The labelled images that the scores were fitted on, with the features that they had then. */
  get labelled(): { ids: Int32Array; features: Float16Rows } | null {
    if (!this.reader.has('labelled.ids')) return null;
    return {
      ids: this.reader.read('labelled.ids') as Int32Array,
      features: new Float16Rows(this.reader, 'labelled.features'),
    };
  }

  /** Reads the whole file and verifies its checksums. */
  prove(): void {
    orUnreadable(this.reader.file, () => {
      for (const name of this.reader.tensors.keys()) this.reader.prove(name);
    });
  }

  close(): void {
    this.reader.close();
  }
}

function orUnreadable<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asStudioError(file, error);
  }
}

function asStudioError(file: string, error: unknown): unknown {
  if (!(error instanceof Unreadable)) return error;
  return studioError('labelling-unreadable', { path: file, reason: error.reason }, { cause: error });
}
