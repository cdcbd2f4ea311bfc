import { evenPlaces } from '../../../core/numbers/evenly';
import { contrastOdds, fitContrast, leastAlike, leastContrasted } from '../../../core/ood/contrast';
import { blended, blendOf } from '../../../core/ood/taught';
import type { TaughtFlag } from '../../../core/stored/columns';
import type { HeldOut, LabellingFile } from '../../../runner/labelling/labelling-file';
import type { Project } from '../../project/folder/project';
import { heldOutRows } from '../rows/held-out-rows';
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
 * are if there are too few images, or if too little of the pool looks like labelled images. Null if the labelling does not have them.
 */
export async function contrasted(
  project: Project,
  file: LabellingFile,
  name: string,
): Promise<FlagScores | null> {
  const plain = plainScores(file, name);
  const { features, labelled, heldOut } = file;
  const known = labelled?.features.width === features?.width ? labelled?.features : null;
  if (!plain || !features || !known || Math.min(known.rows, features.rows) < leastContrasted) return plain;
  const isHeldOut = heldOutRows(project, file.ids);
  const places = Array.from(evenPlaces(features.rows, mostImages)).filter((row) => !isHeldOut(row));
  if (places.length < leastContrasted) return plain;
  const by = {
    labelled: await rowsOf(known, evenPlaces(known.rows, mostImages)),
    pool: await rowsOf(features, places),
    width: features.width,
  };
  const fit = await fitContrast(by, () => project.giveWay());
  const contrast = { alike: fit.alike, isUsed: fit.alike >= leastAlike };
  if (!contrast.isUsed) return { ...plain, contrast };
  const odds = await byPieces(project, features, (rows) => contrastOdds(fit, rows));
  // The lines have seen these images, but for one each.
  for (const [at, place] of places.entries()) odds[place] = fit.pool[at];
  const held = plain.held && heldOut && (await heldOdds(project, heldOut, fit));
  const usual = held ? { scores: plain.held as Float32Array, odds: held } : { scores: plain.scores, odds };
  const isKnown = (_: number, at: number) => Number.isFinite(usual.odds[at]);
  const blend = blendOf(usual.scores.filter(isKnown), usual.odds.filter(isKnown));
  return {
    scores: blended(plain.scores, odds, blend),
    held: held && blended(usual.scores, held, blend),
    contrast,
  };
}

/** The places of the held-out images whose features a labelling keeps; all of them if they are the labelled images. */
export function knownPlaces({ by, ids, features }: HeldOut): ArrayLike<number> {
  return evenPlaces(ids.length, by.folds !== null ? ids.length : (features?.rows ?? 0));
}

/** The odds of held-out images, each by lines that have not seen it; NaN where an image's features were not kept. */
async function heldOdds(
  project: Project,
  heldOut: HeldOut,
  fit: Awaited<ReturnType<typeof fitContrast>>,
): Promise<Float32Array | null> {
  const { by, ids, features } = heldOut;
  if (by.folds !== null) return fit.labelled.length === ids.length ? fit.labelled : null;
  if (!features) return null;
  const odds = new Float32Array(ids.length).fill(Number.NaN);
  const known = await byPieces(project, features, (rows) => contrastOdds(fit, rows));
  for (const [at, place] of Array.from(knownPlaces(heldOut)).entries()) odds[place] = known[at];
  return odds;
}
