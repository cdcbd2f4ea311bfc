import { evenPlaces } from '../../../core/numbers/evenly';
import {
  type Contrast,
  classWeights,
  contrastOdds,
  contrastWorth,
  fitContrast,
  leastAlike,
  leastContrasted,
} from '../../../core/ood/contrast';
import { blended, blendOf } from '../../../core/ood/taught';
import type { TaughtFlag } from '../../../core/stored/columns';
import type { HeldOut, LabellingFile } from '../../../runner/labelling/labelling-file';
import type { Project } from '../../project/folder/project';
import { heldOutRows } from '../rows/held-out-rows';
import { type Compared, knownPlaces } from './compared';
import { byPieces, rowsOf } from './feature-pieces';

/** The most images on each side of a fit, and in a sample of the pool: 10 MB each at 1,280 features. */
export const mostImages = 2048;

/** The scores by which images are flagged before a person's decisions teach anything. */
export interface FlagScores {
  /** Of the pool, `[rows]`. */
  readonly scores: Float32Array;
  /** Of the held-out images; NaN for those whose score is not known, null if none are held out. */
  readonly held: Float32Array | null;
  /** What came out of a comparison with the labelled images; null if there was none. */
  readonly contrast: NonNullable<TaughtFlag['contrast']> | null;
}

/** The scores of the recipe as they are; null if the labelling does not have them. */
export function plainScores(file: LabellingFile, name: string): FlagScores | null {
  const scores = file.score(name);
  return scores && { scores, held: file.heldOut?.score(name) ?? null, contrast: null };
}

/**
 * The scores of the recipe, to which a comparison of the pool with the labelled images is added (`core/ood/contrast.ts`). They stay as they
 * are if there are too few images, if too little of the pool looks like labelled images, or if the two hardly differ. Null if the labelling
 * does not have them.
 */
export async function contrasted(
  project: Project,
  file: LabellingFile,
  name: string,
  compared: Compared,
): Promise<FlagScores | null> {
  const plain = plainScores(file, name);
  if (!plain) return plain;
  const fit = await fitted(project, file, compared);
  if (!fit) return plain;
  const { contrast, places } = fit;
  const worth = contrastWorth(contrast.apart);
  const said = { alike: contrast.alike, isUsed: contrast.alike >= leastAlike && worth > 0 };
  if (!said.isUsed) return { ...plain, contrast: said };
  const odds = await byPieces(project, compared.pool, (rows) => contrastOdds(contrast, rows));
  // The lines have seen these images, but for one each.
  for (const [at, place] of places.entries()) odds[place] = contrast.pool[at];
  const { heldOut } = file;
  const held = plain.held && heldOut && (await heldOdds(project, heldOut, { contrast, held: compared.held }));
  const usual = held ? { scores: plain.held as Float32Array, odds: held } : { scores: plain.scores, odds };
  const isKnown = (_: number, at: number) => Number.isFinite(usual.odds[at]);
  const blend = blendOf(usual.scores.filter(isKnown), usual.odds.filter(isKnown), worth);
  return {
    scores: blended(plain.scores, odds, blend),
    held: held && blended(usual.scores, held, blend),
    contrast: said,
  };
}

/** The comparison, and the places of the images of the pool that it was fitted on; null if there are too few images. */
async function fitted(
  project: Project,
  file: LabellingFile,
  { labelled, pool }: Compared,
): Promise<{ contrast: Contrast; places: number[] } | null> {
  const isHeldOut = heldOutRows(project, file.ids);
  const places = Array.from(evenPlaces(pool.rows, mostImages)).filter((row) => !isHeldOut(row));
  const known = evenPlaces(labelled.rows, mostImages);
  if (Math.min(places.length, known.length) < leastContrasted) return null;
  const by = {
    labelled: await rowsOf(labelled, known),
    pool: await rowsOf(pool, places),
    width: pool.width,
    weights: classWeights(classesOf(project, file, known), predictedOf(file)),
  };
  return { contrast: await fitContrast(by, () => project.giveWay()), places };
}

/** The ids of the classes of some labelled images; 0 for an image that has none by now. */
function classesOf({ catalog }: Project, { labelled }: LabellingFile, places: ArrayLike<number>): number[] {
  const ids = labelled?.ids ?? new Int32Array();
  const chosen = Array.from(places, (place) => ids[place]);
  const classes = new Map(catalog.images.byIds(chosen).map(({ id, classId }) => [id, classId]));
  return chosen.map((id) => classes.get(id) ?? 0);
}

const predictedOf = ({ predictedClass, classIds }: LabellingFile) =>
  Float64Array.from(predictedClass, (output) => classIds[output]);

/** The odds of held-out images, each by lines that have not seen it; NaN where an image's features were not kept. */
async function heldOdds(
  project: Project,
  heldOut: HeldOut,
  { contrast, held }: { contrast: Contrast } & Pick<Compared, 'held'>,
): Promise<Float32Array | null> {
  const { by, ids } = heldOut;
  if (by.folds !== null) return contrast.labelled.length === ids.length ? contrast.labelled : null;
  if (!held) return null;
  const odds = new Float32Array(ids.length).fill(Number.NaN);
  const known = await byPieces(project, held, (rows) => contrastOdds(contrast, rows));
  for (const [at, place] of Array.from(knownPlaces(heldOut)).entries()) odds[place] = known[at];
  return odds;
}
