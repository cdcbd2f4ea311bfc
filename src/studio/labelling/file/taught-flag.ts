import type { DecisionColumns, LabellingRun } from '../../../catalog';
import { studioError } from '../../../core/errors';
import { evenly, evenPlaces } from '../../../core/numbers/evenly';
import { oodLimit } from '../../../core/ood';
import {
  blended,
  blendOf,
  type Detector,
  fitDetector,
  insideOdds,
  leastRejected,
  oddsByFolds,
  type TaughtBy,
} from '../../../core/ood/taught';
import { isOutOfDomain } from '../../../core/selection/rule';
import type { TaughtFlag } from '../../../core/stored/columns';
import { decisionCode } from '../../../core/vocabulary/decisions';
import { unreadable } from '../../../files/reading/unreadable';
import type { Float16Rows } from '../../../files/safetensors/float16-rows';
import { SafetensorsReader } from '../../../files/safetensors/safetensors-reader';
import { SafetensorsWriter } from '../../../files/safetensors/safetensors-writer';
import { type HeldOut, LabellingFile } from '../../../runner/labelling/labelling-file';
import type { Project } from '../../project/folder/project';
import { RowIndex } from '../rows/row-index';

/** The most images on each side of a fit, and in a sample of the pool: 10 MB each at 1,280 features. */
const mostImages = 2048;
/** Numbers read and decoded at a time: about 10 ms of work, after which other work gets its turn. */
const pieceValues = 1 << 20;

/** How a labelling flags before it is taught: one of its scores, and the limit below which an image is flagged. */
export interface PlainFlag {
  readonly score: string;
  readonly limit: number;
  /** Which share of the images that belong to a class must not be flagged. */
  readonly keep: number;
  /** The scores and limit with which the newly flagged images are compared; if left out, those of `score` and `limit`. */
  readonly before?: { readonly scores: Float32Array; readonly limit: number | null };
}

/**
 * Lets the decisions of a person teach the flag of a labelling's file: writes a score for every image to a numbered file beside it, and
 * returns the limit. Returns null if nobody decided that one of its images belongs to no class; with too few such images only their number
 * is returned. Throws `flag-no-score`.
 */
export async function teachFlag(
  project: Project,
  path: string,
  number: number,
  plain: PlainFlag,
): Promise<TaughtFlag | null> {
  return LabellingFile.during(path, async (file) => {
    const decided = decidedRows(file, project.catalog.reviews.columns());
    const [rejected, accepted] = [decided.outside.length, decided.inside.length];
    if (rejected === 0) return null;
    const few = { rejected, accepted, more: 0, fewer: 0, isTaught: false, limit: plain.limit };
    if (rejected < leastRejected) return few;
    const scores = file.score(plain.score);
    const { features } = file;
    const by = features && (await examples(file, features, decided));
    if (!scores || !features || !by || by.all.inside.length === 0) throw studioError('flag-no-score', {});
    const detector = fitDetector(by.all);
    const odds = await oddsOf(project, features, detector);
    const held = await heldOut(project, file, plain.score, by, detector);
    const usual = held ?? sampleOf(scores, odds, decided.all);
    const blend = blendOf(usual.scores, usual.odds);
    const taught = blended(scores, odds, blend);
    const usually = blended(usual.scores, usual.odds, blend);
    const limit = oodLimit(usually, plain.keep);
    write(taughtPath(path, number), taught, held ? usually : new Float32Array());
    const changed = changes(
      plain.before ?? { scores, limit: plain.limit },
      { scores: taught, limit },
      decided.all,
    );
    return { rejected, accepted, isTaught: true, ...changed, limit };
  });
}

/** Rows of a labelling that a person decided about. */
interface DecidedRows {
  /** Accepted images, and images that were given a class. */
  readonly inside: number[];
  /** Images that belong to no class. */
  readonly outside: number[];
  readonly all: ReadonlySet<number>;
}

function decidedRows(file: LabellingFile, { imageIds, decisions }: DecisionColumns): DecidedRows {
  const index = new RowIndex(file.ids);
  const [accept, relabel, ood] = (['accept', 'relabel', 'ood'] as const).map(decisionCode);
  const [inside, outside, all] = [[] as number[], [] as number[], new Set<number>()];
  for (let i = 0; i < imageIds.length; i++) {
    const row = index.rowOf(imageIds[i]);
    if (row < 0 || decisions[i] === 0) continue;
    all.add(row);
    if (decisions[i] === ood) outside.push(row);
    else if (decisions[i] === accept || decisions[i] === relabel) inside.push(row);
  }
  return { inside: inside.sort(ascending), outside: outside.sort(ascending), all };
}

const ascending = (a: number, b: number) => a - b;

/** What the detector learns from; the first `labelled` rows of `inside` are labelled images. */
async function examples(
  file: LabellingFile,
  features: Float16Rows,
  { inside, outside }: DecidedRows,
): Promise<{ all: TaughtBy; labelled: number }> {
  const { width } = features;
  const known = file.labelled?.features.width === width ? file.labelled.features : null;
  const places = evenPlaces(known?.rows ?? 0, mostImages);
  const parts = [
    known ? await rowsOf(known, places) : new Float32Array(),
    await rowsOf(features, evenly(inside, mostImages)),
  ];
  const together = new Float32Array(parts[0].length + parts[1].length);
  together.set(parts[0]);
  together.set(parts[1], parts[0].length);
  const rejected = await rowsOf(features, evenly(outside, mostImages));
  return { all: { inside: together, outside: rejected, width }, labelled: places.length };
}

/** Some rows, ascending; a NaN is read as 0, so that one such image does not spoil a fit. */
async function rowsOf(file: Float16Rows, rows: ArrayLike<number>): Promise<Float32Array> {
  const { width } = file;
  const values = new Float32Array(rows.length * width);
  for (let at = 0; at < rows.length; ) {
    let end = at + 1;
    while (end < rows.length && rows[end] === rows[end - 1] + 1) end++;
    values.set(await file.read(rows[at], end - at), at * width);
    at = end;
  }
  return values.map((value) => (Number.isFinite(value) ? value : 0));
}

/** The odds of all rows, of which only some are in memory at a time. */
async function oddsOf(project: Project, file: Float16Rows, detector: Detector): Promise<Float32Array> {
  const odds = new Float32Array(file.rows);
  const piece = Math.max(1, Math.floor(pieceValues / file.width));
  for (let first = 0; first < file.rows; first += piece) {
    odds.set(insideOdds(detector, await file.read(first, Math.min(piece, file.rows - first))), first);
    await project.giveWay();
  }
  return odds;
}

/** Images that should not be flagged, by which the limit is set. */
interface Usual {
  readonly scores: Float32Array;
  readonly odds: Float32Array;
}

/** Labelled images that neither the model nor the detector has seen; null if there are none, or their features were not kept. */
async function heldOut(
  project: Project,
  { heldOut: held }: LabellingFile,
  score: string,
  { all, labelled }: { all: TaughtBy; labelled: number },
  detector: Detector,
): Promise<Usual | null> {
  const scores = held?.score(score);
  if (!held || !scores) return null;
  if (held.by.folds !== null) {
    if (labelled !== scores.length) return null;
    const folds = oddsByFolds(all, labelled);
    for (;;) {
      const { done, value } = folds.next();
      if (done) return { scores, odds: value };
      await project.giveWay();
    }
  }
  const { features } = held;
  if (!features || features.width !== all.width) return null;
  const places = evenPlaces(scores.length, features.rows);
  return {
    scores: Float32Array.from(places, (place) => scores[place]),
    odds: await oddsOf(project, features, detector),
  };
}

/** If nothing is held out, images of the pool that nobody decided about: the recipe's share of them stays. */
function sampleOf(scores: Float32Array, odds: Float32Array, decided: ReadonlySet<number>): Usual {
  const open = Array.from(scores.keys()).filter((row) => !decided.has(row));
  const rows = evenly(open, mostImages);
  return {
    scores: Float32Array.from(rows, (row) => scores[row]),
    odds: Float32Array.from(rows, (row) => odds[row]),
  };
}

/** How many images are newly flagged, and how many no longer, among those that nobody decided about. */
function changes(
  before: NonNullable<PlainFlag['before']>,
  after: NonNullable<PlainFlag['before']>,
  decided: ReadonlySet<number>,
): { more: number; fewer: number } {
  let [more, fewer] = [0, 0];
  for (let row = 0; row < after.scores.length; row++) {
    if (decided.has(row)) continue;
    const [was, is] = [before, after].map(({ scores, limit }) => isOutOfDomain(scores[row], limit));
    if (is && !was) more++;
    if (was && !is) fewer++;
  }
  return { more, fewer };
}

const kind = 'taught-flag';

/** Writes the scores of all images, and of the held-out images whose features a labelling keeps. */
function write(target: string, scores: Float32Array, held: Float32Array): void {
  const shape = (name: string, { length }: Float32Array) => ({ name, type: 'F32', shape: [length] }) as const;
  const writer = new SafetensorsWriter(target, [shape('scores', scores), shape('held', held)], { kind });
  writer.append('scores', scores);
  writer.append('held', held);
  writer.commit();
}

/** Path of the scores of a taught flag, beside the labelling's file. */
const taughtPath = (file: string, number: number) =>
  file.replace(/\.safetensors$/, `.flag-${number}.safetensors`);

type FlaggedBy = Pick<LabellingRun, 'oodScore' | 'flag'>;

/** The score by which images are flagged, `[rows]`: the one that decisions taught, or the labelling's own; null if it has none. */
export function flagScores({ oodScore, flag }: FlaggedBy, file: LabellingFile): Float32Array | null {
  if (oodScore === null) return null;
  return flag > 0 ? readTaught(file, flag, 'scores') : file.score(oodScore);
}

/** Held-out images with the score by which images are flagged; NaN for images whose score is not known. */
export function withFlagScores({ oodScore, flag }: FlaggedBy, file: LabellingFile, held: HeldOut): HeldOut {
  if (flag === 0) return held;
  const known = readTaught(file, flag, 'held');
  const scores = new Float32Array(held.ids.length).fill(Number.NaN);
  evenPlaces(scores.length, known.length).forEach((place, at) => {
    scores[place] = known[at];
  });
  return { ...held, score: (name) => (name === oodScore ? scores : held.score(name)) };
}

function readTaught(file: LabellingFile, number: number, column: 'scores' | 'held'): Float32Array {
  return SafetensorsReader.with(taughtPath(file.path, number), (reader) => {
    if (reader.metadata.kind !== kind) throw unreadable('other-kind', {});
    return reader.read(column) as Float32Array;
  });
}
