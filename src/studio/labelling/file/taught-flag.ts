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
import type { Float16Rows } from '../../../files/safetensors/float16-rows';
import { LabellingFile } from '../../../runner/labelling/labelling-file';
import type { Project } from '../../project/folder/project';
import { heldOutRows } from '../rows/held-out-rows';
import { RowIndex } from '../rows/row-index';
import { type Compared, knownPlaces } from './compared';
import { contrasted, type FlagScores, mostImages, plainScores } from './contrasted';
import { byPieces, rowsOf } from './feature-pieces';
import { contrastedScores, flagPath, writeFlag } from './flag-file';

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
 * The flag that a new labelling begins with: as a comparison of the pool with the labelled images sets it, if `compared` gives features for
 * one, and as earlier decisions teach it. It is written as `teachFlag` does, and the comparison beside it. Returns null if neither has
 * anything to say.
 */
export async function firstFlag(
  project: Project,
  path: string,
  plain: PlainFlag,
  compared: (file: LabellingFile) => Promise<Compared | null> = async () => null,
): Promise<TaughtFlag | null> {
  return LabellingFile.during(path, async (file) => {
    const by = await compared(file);
    const flag = by && (await contrasted(project, file, plain.score, by));
    const known = (flag?.held && heldAt(file, flag.held)) || null;
    if (flag?.contrast?.isUsed)
      writeFlag(flagPath(path, 0), flag.scores, known ?? new Float32Array(), flag.contrast);
    const taught = await teachFlag(project, path, 1, plain);
    if (taught?.isTaught || !flag?.contrast) return taught;
    const decided = decidedRows(project, file);
    const said = {
      rejected: decided.outside.length,
      accepted: decided.inside.length,
      contrast: flag.contrast,
    };
    if (!flag.contrast.isUsed) return { ...said, more: 0, fewer: 0, isTaught: false, limit: plain.limit };
    const usual = known ?? Float32Array.from(sampleOf(flag.scores, decided.all), (row) => flag.scores[row]);
    const limit = oodLimit(usual, plain.keep);
    writeFlag(flagPath(path, 1), flag.scores, known ?? new Float32Array());
    const scores = file.score(plain.score) as Float32Array;
    const changed = changes({ scores, limit: plain.limit }, { scores: flag.scores, limit }, decided.all);
    return { ...said, ...changed, isTaught: true, limit };
  });
}

/** The scores of the held-out images whose features a labelling keeps. */
const heldAt = ({ heldOut }: LabellingFile, scores: Float32Array) =>
  heldOut && Float32Array.from(knownPlaces(heldOut), (place) => scores[place]);

/**
 * Lets the decisions of a person teach the flag of a labelling's file: writes a score for every image to a numbered file beside it, and
 * returns the limit. They teach the scores of a comparison with the pool, if there was one (`firstFlag`). Returns null if nobody decided that
 * one of its images belongs to no class; with too few such images only their number is returned. Throws `flag-no-score`.
 */
export async function teachFlag(
  project: Project,
  path: string,
  number: number,
  plain: PlainFlag,
): Promise<TaughtFlag | null> {
  return LabellingFile.during(path, async (file) => {
    const decided = decidedRows(project, file);
    const [rejected, accepted] = [decided.outside.length, decided.inside.length];
    if (rejected === 0) return null;
    const few = { rejected, accepted, more: 0, fewer: 0, isTaught: false, limit: plain.limit };
    if (rejected < leastRejected) return few;
    const { features } = file;
    const by = features && (await examples(file, features, decided));
    const flag = contrastedScores(file) ?? plainScores(file, plain.score);
    if (!flag || !features || !by || by.all.inside.length === 0) throw studioError('flag-no-score', {});
    const { scores } = flag;
    const detector = fitDetector(by.all);
    const odds = await byPieces(project, features, (rows) => insideOdds(detector, rows));
    const held = await heldOut(project, file, flag, by, detector);
    const usual = held ?? sampled(scores, odds, decided.all);
    const blend = blendOf(usual.scores, usual.odds);
    const taught = blended(scores, odds, blend);
    const usually = blended(usual.scores, usual.odds, blend);
    const limit = oodLimit(usually, plain.keep);
    writeFlag(flagPath(path, number), taught, held ? usually : new Float32Array());
    const before = plain.before ?? { scores: file.score(plain.score) as Float32Array, limit: plain.limit };
    const changed = changes(before, { scores: taught, limit }, decided.all);
    const contrast = flag.contrast && { contrast: flag.contrast };
    return { rejected, accepted, isTaught: true, ...changed, limit, ...contrast };
  });
}

/** Rows of a labelling that a person decided about; those that were held out since teach nothing. */
interface DecidedRows {
  /** Accepted images, and images that were given a class. */
  readonly inside: number[];
  /** Images that belong to no class. */
  readonly outside: number[];
  readonly all: ReadonlySet<number>;
}

function decidedRows(project: Project, file: LabellingFile): DecidedRows {
  const { imageIds, decisions } = project.catalog.reviews.columns();
  const index = new RowIndex(file.ids);
  const isHeldOut = heldOutRows(project, file.ids);
  const [accept, relabel, ood] = (['accept', 'relabel', 'ood'] as const).map(decisionCode);
  const [inside, outside, all] = [[] as number[], [] as number[], new Set<number>()];
  for (let i = 0; i < imageIds.length; i++) {
    const row = index.rowOf(imageIds[i]);
    if (row < 0 || decisions[i] === 0) continue;
    all.add(row);
    if (isHeldOut(row)) continue;
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

/** Images that should not be flagged, by which the limit is set. */
interface Usual {
  readonly scores: Float32Array;
  readonly odds: Float32Array;
}

/** Labelled images that neither the model nor the detector has seen; null if there are none, or their features were not kept. */
async function heldOut(
  project: Project,
  { heldOut: held }: LabellingFile,
  { held: scores }: FlagScores,
  { all, labelled }: { all: TaughtBy; labelled: number },
  detector: Detector,
): Promise<Usual | null> {
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
    odds: await byPieces(project, features, (rows) => insideOdds(detector, rows)),
  };
}

/** If nothing is held out, images of the pool that nobody decided about: the recipe's share of them stays. */
function sampled(scores: Float32Array, odds: Float32Array, decided: ReadonlySet<number>): Usual {
  const rows = sampleOf(scores, decided);
  const of = (values: Float32Array) => Float32Array.from(rows, (row) => values[row]);
  return { scores: of(scores), odds: of(odds) };
}

function sampleOf({ length }: Float32Array, decided: ReadonlySet<number>): number[] {
  const open = Array.from({ length }, (_, row) => row).filter((row) => !decided.has(row));
  return evenly(open, mostImages);
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
