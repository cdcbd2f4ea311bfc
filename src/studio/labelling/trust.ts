import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LabellingRun } from '../../catalog';
import { TrustedConfidence } from '../../core/calibration/expected-right';
import type { Passing } from '../../core/calibration/in-domain';
import { placesOf } from '../../core/calibration/kept-cells';
import { logOdds } from '../../core/calibration/odds';
import { likeliest, toClasses } from '../../core/selection/class-columns';
import { isOutOfDomain } from '../../core/selection/rule';
import type { HeldOut, HeldOutBy, LabellingFile } from '../../runner/labelling-file';
import { positionsOf } from '../project/image-sets';
import type { Project } from '../project/project';
import { duringLabelling } from './labelling';

/** Numbers of distributions in memory at a time. */
const pieceNumbers = 2 ** 20;
/** Numbers of distributions by which the shares of the classes in the pool are found. */
const sampleNumbers = 4e5;
/** Labellings whose reading is kept; two bytes an image each. */
const keptReadings = 2;

/** A labelling as its held-out images teach to read it. */
export interface Trust {
  readonly confidence: TrustedConfidence;
  readonly by: HeldOutBy;
  /** Places of each image's log odds, for both readings; by row. */
  readonly places: readonly [Uint8Array, Uint8Array];
  /** Out-of-domain scores and their limit as they were found; null where there are none. */
  readonly scores: Float32Array | null;
  readonly passing: Passing;
  isFlagged(row: number): boolean;
}

const readings = new WeakMap<Project, Map<string, Promise<Trust | null>>>();

/** What the held-out images of a labelling say about it; null where it has none. Throws `labelling-unreadable`. */
export function trustOf(project: Project, labelling: LabellingRun): Promise<Trust | null> {
  const known = readings.get(project) ?? new Map<string, Promise<Trust | null>>();
  readings.set(project, known);
  // Classes may be merged and labels corrected, after which the same file says something else.
  const key = standOf(project, labelling);
  const found =
    known.get(key) ?? duringLabelling(project, labelling, (file) => read(project, labelling, file));
  known.delete(key);
  known.set(key, found);
  found.catch(() => known.delete(key));
  for (const each of known.keys()) if (known.size > keptReadings) known.delete(each);
  return found;
}

/** Names what a reading hangs on. */
function standOf({ catalog }: Project, { id, hash }: LabellingRun): string {
  const classes = catalog.classes.list().map((each) => [each.id, each.mergedInto]);
  const labels = (['validation', 'labelled-train'] as const).map((split) => [
    ...catalog.splits.byClass(split),
  ]);
  return JSON.stringify([id, hash, classes, labels]);
}

async function read(
  project: Project,
  { oodScore, oodThreshold }: LabellingRun,
  file: LabellingFile,
): Promise<Trust | null> {
  const held = file.heldOut && labelledNow(project, file.heldOut);
  if (!held) return null;
  const positions = positionsOf(project);
  const columns = file.classIds.map((id) => positions.get(id) as number);
  const classes = Math.max(...positions.values()) + 1;
  const inClasses = (values: Float32Array) => toClasses(values, columns, classes);
  const probabilities = inClasses(held.probabilities);
  const { classIndex } = likeliest(probabilities, classes);
  const confidence = new TrustedConfidence(
    { probabilities, classes, labels: held.labels },
    classIndex,
    held.folds,
  );
  const scores = oodScore === null ? null : file.score(oodScore);
  const heldScores = oodScore === null ? null : held.score(oodScore);
  const isFlagged = (row: number) => scores !== null && isOutOfDomain(scores[row], oodThreshold);
  const rows = [...Array(file.rows).keys()];
  const passing = rows.filter((row) => !isFlagged(row));
  const sample = inClasses(sampled(file, passing, Math.floor(sampleNumbers / file.classIds.length)));
  const reading = confidence.readings(sample);
  const predicted = Int32Array.from(file.predictedClass, (output) => columns[output]);
  const places = [new Uint8Array(file.rows), new Uint8Array(file.rows)] as const;
  const piece = Math.max(1, Math.floor(pieceNumbers / classes));
  for (let first = 0; first < file.rows; first += piece) {
    const count = Math.min(piece, file.rows - first);
    const part = inClasses(await file.softLabelsLater(first, count));
    for (const [k, each] of reading.entries())
      places[k].set(placesOf(logOdds(part, classes, predicted.subarray(first, first + count), each)), first);
    await nextTurn();
  }
  return {
    confidence,
    by: held.by,
    places,
    scores,
    isFlagged,
    passing: {
      held: held.labels.length,
      heldPassing: heldScores
        ? heldScores.filter((each) => !isOutOfDomain(each, oodThreshold)).length
        : held.labels.length,
      pool: file.rows,
      poolPassing: passing.length,
    },
  };
}

/** Held-out images as they are labelled today; null where none is. */
function labelledNow(
  project: Project,
  { ids, probabilities, by, score }: HeldOut,
): {
  by: HeldOutBy;
  labels: Int32Array;
  probabilities: Float32Array;
  folds: number | null;
  score: HeldOut['score'];
} | null {
  const positions = positionsOf(project);
  const classOf = new Map(project.catalog.images.byIds([...ids]).map(({ id, classId }) => [id, classId]));
  const rows = [...ids.keys()].filter((row) => typeof classOf.get(ids[row]) === 'number');
  if (rows.length === 0) return null;
  const width = probabilities.length / ids.length;
  const own = new Float32Array(rows.length * width);
  rows.forEach((row, at) => {
    own.set(probabilities.subarray(row * width, (row + 1) * width), at * width);
  });
  return {
    by,
    folds: by.folds,
    labels: Int32Array.from(rows, (row) => positions.get(classOf.get(ids[row]) as number) as number),
    probabilities: own,
    score: (name) => {
      const values = score(name);
      return values && Float32Array.from(rows, (row) => values[row]);
    },
  };
}

/** Distributions of so many of these rows, evenly spread. */
function sampled(file: LabellingFile, rows: readonly number[], most: number): Float32Array {
  const width = file.classIds.length;
  const count = Math.min(rows.length, Math.max(1, most));
  const out = new Float32Array(count * width);
  for (let i = 0; i < count; i++)
    out.set(file.softLabel(rows[Math.floor((i * rows.length) / count)]), i * width);
  return out;
}
