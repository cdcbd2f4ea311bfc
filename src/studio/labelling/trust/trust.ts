import { createHash } from 'node:crypto';
import type { LabellingRun } from '../../../catalog';
import { TrustedConfidence } from '../../../core/calibration/expected-right';
import type { Passing } from '../../../core/calibration/in-domain';
import { placesOf } from '../../../core/calibration/kept-cells';
import { logOdds, logsAt } from '../../../core/calibration/odds';
import { evenly } from '../../../core/numbers/evenly';
import { toClasses } from '../../../core/selection/class-columns';
import { isOutOfDomain } from '../../../core/selection/rule';
import type { HeldOut, HeldOutBy, LabellingFile } from '../../../runner/labelling/labelling-file';
import type { Pause } from '../../project/folder/give-way';
import type { Project } from '../../project/folder/project';
import { positionsOf } from '../../project/images/image-sets';
import { flagScores, withFlagScores } from '../file/flag-file';
import { duringLabelling, through, withLabelling } from '../file/labelling';

/** How many class probabilities are read at a time, in about five milliseconds; pictures are served in between. */
const pieceNumbers = 2 ** 15;
/** How many distributions are read one by one at a time, also in about five milliseconds. */
const sampledAtOnce = 1000;
/**
 * The number of images from which the class shares of the pool are estimated: few enough to be read at once, and enough that rare classes
 * among many appear. With more than 5,000 classes they are fewer, because their distributions are in memory together: 80 MB.
 */
const sampleOf = (classes: number) =>
  Math.max(Math.min(4000, Math.floor(2e7 / classes)), Math.floor(4e5 / classes));
/** The pause before a labelling is read, so that a person who has just opened it sees its pictures first. */
const untilPicturesCame: Pause = { quietMs: 300, mostMs: 1500 };
/** For how many labellings the reading is kept (two bytes per image each), and for how many the ids of the held-out images. */
const [keptReadings, keptHeldOut] = [2, 16];

/** What the held-out images say about a labelling. */
export interface Trust {
  readonly confidence: TrustedConfidence;
  readonly by: HeldOutBy;
  /** The most probable class of each image as a position, by row. */
  readonly predicted: Int32Array;
  /** Places of each image's log odds for both readings, by row. */
  readonly places: readonly [Uint8Array, Uint8Array];
  readonly passing: Passing;
  isFlagged(row: number): boolean;
}

/** A labelling that was read, or is being read. */
interface ReadLabelling {
  /** The state of labels and classes that the reading depends on, as `standOf` returned it when the reading began. */
  readonly stand: string;
  /** Aborted when another reading replaces it. */
  readonly stop: AbortController;
  readonly trust: Promise<Trust | null>;
}

/** What was read of a project's labellings, by id and hash, because an id can be used a second time after a backup is restored. */
class Readings {
  readonly #heldOut = new Map<string, Int32Array | null>();
  readonly #read = new Map<string, ReadLabelling>();

  constructor(private readonly project: Project) {}

  /** The trust for labels and classes as they are when this ends, whatever has changed in the meantime. */
  async trustOf(labelling: LabellingRun): Promise<Trust | null> {
    for (;;) {
      const { trust, stand, stop } = this.#newest(labelling);
      const found = await trust.catch((error) => {
        if (!stop.signal.aborted) throw error;
        return null;
      });
      if (!stop.signal.aborted && stand === this.#standOf(labelling)) return found;
    }
  }

  #newest(labelling: LabellingRun): ReadLabelling {
    const key = keyOf(labelling);
    const stand = this.#standOf(labelling);
    const known = this.#read.get(key);
    if (known && known.stand !== stand) known.stop.abort(outdated);
    this.#read.delete(key);
    const newest = known?.stand === stand ? known : this.#begin(labelling, stand);
    this.#read.set(key, newest);
    keepNewest(this.#read, keptReadings);
    return newest;
  }

  #begin(labelling: LabellingRun, stand: string): ReadLabelling {
    const { project } = this;
    const stop = new AbortController();
    const trust = duringLabelling(project, labelling, (file) => read(project, labelling, file, stop.signal));
    const begun = { stand, stop, trust };
    // A failed reading must not stay.
    trust.catch(() => {
      if (this.#read.get(keyOf(labelling)) === begun) this.#read.delete(keyOf(labelling));
    });
    return begun;
  }

  /**
   * The state that a reading depends on: today's class of each of the model's outputs, and of each held-out image. Other labels change
   * nothing.
   */
  #standOf(labelling: LabellingRun): string {
    const { project } = this;
    const key = keyOf(labelling);
    let heldOut = this.#heldOut.get(key);
    if (heldOut === undefined) {
      heldOut = withLabelling(project, labelling, (file) => file.heldOutIds);
      this.#heldOut.set(key, heldOut);
      keepNewest(this.#heldOut, keptHeldOut);
    }
    const positions = positionsOf(project);
    const named = createHash('sha256').update(JSON.stringify(columnsOf(positions, labelling.classIds)));
    return named.update(labelsOf(project, heldOut ?? new Int32Array())).digest('hex');
  }
}

function keepNewest(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) if (map.size > most) map.delete(key);
}

const keyOf = ({ id, hash, teaching }: LabellingRun) => `${id} ${hash} ${teaching}`;

const outdated = new Error('Labels or classes changed while a labelling was read.');

const readings = new WeakMap<Project, Readings>();

/** What the held-out images of a labelling say about it; null if it has none. Throws `labelling-unreadable`. */
export function trustOf(project: Project, labelling: LabellingRun): Promise<Trust | null> {
  const known = readings.get(project) ?? new Readings(project);
  readings.set(project, known);
  return known.trustOf(labelling);
}

/** A model's outputs as positions of today's classes. */
function columnsOf(positions: ReadonlyMap<number, number>, classIds: readonly number[]): number[] {
  return classIds.map((id) => positions.get(id) as number);
}

/** Today's labels of images as class positions; -1 for an image without a label. */
function labelsOf(project: Project, ids: Int32Array): Int32Array {
  const positions = positionsOf(project);
  return project.catalog.images.classesOf(ids).map((id) => positions.get(id) ?? -1);
}

async function read(
  project: Project,
  labelling: LabellingRun,
  file: LabellingFile,
  signal: AbortSignal,
): Promise<Trust | null> {
  const { oodScore, oodThreshold } = labelling;
  const { heldOut } = file;
  const held = heldOut && labelledNow(project, withFlagScores(labelling, file, heldOut));
  if (!held) return null;
  await project.giveWay(untilPicturesCame);
  const positions = positionsOf(project);
  const columns = columnsOf(positions, file.classIds);
  const classes = Math.max(...positions.values()) + 1;
  const inClasses = (values: Float32Array) => toClasses(values, columns, classes);
  const { labels, distribution } = held;
  const confidence = await TrustedConfidence.of(
    { classes, labels, distribution: (image) => inClasses(distribution(image)) },
    held.by.folds,
    async () => {
      await project.giveWay();
      signal.throwIfAborted();
    },
  );
  await project.giveWay();
  const scores = flagScores(labelling, file);
  const heldScores = oodScore === null ? null : held.score(oodScore)?.filter((score) => !Number.isNaN(score));
  const isFlagged = (row: number) => scores !== null && isOutOfDomain(scores[row], oodThreshold);
  const passing = rowsThat(file.rows, (row) => !isFlagged(row));
  const sample = inClasses(await sampled(project, file, passing, sampleOf(file.classIds.length)));
  signal.throwIfAborted();
  const ratios = confidence.ratios(sample);
  await project.giveWay();
  const predicted = through(file.predictedClass, columns);
  const places = [new Uint8Array(file.rows), new Uint8Array(file.rows)] as const;
  const piece = Math.max(1, Math.floor(pieceNumbers / classes));
  for (let first = 0; first < file.rows; first += piece) {
    const count = Math.min(piece, file.rows - first);
    const part = inClasses(await file.softLabelsLater(first, count));
    const logs = logsAt(part, confidence.temperature);
    const of = predicted.subarray(first, first + count);
    for (const [k, ratio] of ratios.entries())
      places[k].set(placesOf(logOdds(logs, classes, of, ratio)), first);
    await project.giveWay();
    signal.throwIfAborted();
  }
  return {
    confidence,
    by: held.by,
    predicted,
    places,
    isFlagged,
    passing: {
      held: heldScores?.length ?? held.labels.length,
      heldPassing: heldScores
        ? heldScores.filter((each) => !isOutOfDomain(each, oodThreshold)).length
        : held.labels.length,
      pool: file.rows,
      poolPassing: passing.length,
    },
  };
}

/** The rows for which `holds` is true, as a typed array, since there may be millions of them. */
function rowsThat(rows: number, holds: (row: number) => boolean): Int32Array {
  const found = new Int32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) if (holds(row)) found[count++] = row;
  return found.slice(0, count);
}

/** Held-out images with their labels of today; null if none is labelled. */
function labelledNow(
  project: Project,
  { ids, by, distribution, score }: HeldOut,
): (Omit<HeldOut, 'ids' | 'features'> & { readonly labels: Int32Array }) | null {
  const labels = labelsOf(project, ids);
  const rows = rowsThat(ids.length, (row) => labels[row] >= 0);
  if (rows.length === 0) return null;
  return {
    by,
    labels: rows.map((row) => labels[row]),
    distribution: (image) => distribution(rows[image]),
    score: (name) => {
      const values = score(name);
      return values && Float32Array.from(rows, (row) => values[row]);
    },
  };
}

/** Distributions of at most `most` of these rows, evenly spread. */
async function sampled(
  project: Project,
  file: LabellingFile,
  rows: Int32Array,
  most: number,
): Promise<Float32Array> {
  const width = file.classIds.length;
  const chosen = evenly(rows, Math.max(1, most));
  const out = new Float32Array(chosen.length * width);
  for (const [i, row] of chosen.entries()) {
    out.set(file.softLabel(row), i * width);
    if (i % sampledAtOnce === 0) await project.giveWay();
  }
  return out;
}
