import type { LabelViewFilter } from '../../catalog';
import { oddSizeLimit, oddSizeScores } from '../../core/image-issues/odd-sizes';
import { pixelLimits } from '../../core/image-issues/pixel-scores';
import { orderByValue } from '../../core/numbers/value-order';
import {
  type ImageIssue,
  isPixelIssue,
  type MeasuredIssue,
  type PixelIssue,
} from '../../core/vocabulary/image-issues';
import type { LikenessBasis } from '../../core/vocabulary/likeness';
import { eachInSlices, typicality } from '../likeness';
import type { Project } from '../project/folder/project';
import { scoredImages, scoresBy } from './score-images';

interface IssueQuestion extends LabelViewFilter {
  readonly issue: ImageIssue;
  /** The basis on which outliers are unlike other images. */
  readonly basis: LikenessBasis;
}

/** Images in the order of an issue, and how many have it. */
interface RankedByIssue {
  /** The worst first; images that were never scored come last. */
  readonly ids: Int32Array;
  /** From 0, the worst; above 1 for images without a score. In the same order as `ids`. */
  readonly scores: Float32Array;
  /** How many of the first images are below the usual limit; null for outliers, which have no limit. */
  readonly found: number | null;
}

/** Above every score; for images without one. */
const unknown = 2;

/**
 * Images of a view, those with the most severe issue first. Throws `no-clusters` for outliers if images have not been put into clusters.
 */
export async function rankedByIssue(
  project: Project,
  { issue, basis, ...filter }: IssueQuestion,
  signal?: AbortSignal,
): Promise<RankedByIssue> {
  const { byId, limit } =
    issue === 'outlier'
      ? { byId: await typicality(project, basis, signal), limit: null }
      : await issueScores(project, issue);
  const ids = project.catalog.labelViews.ids(filter);
  // `from` with a function takes ten times as long.
  const scores = new Float32Array(ids.length);
  for (let at = 0; at < ids.length; at++) scores[at] = byId[ids[at]] ?? unknown;
  const order = orderByValue(scores);
  const ranked = { ids: new Int32Array(ids.length), scores: new Float32Array(ids.length) };
  let found = 0;
  for (let at = 0; at < order.length; at++) {
    ranked.ids[at] = ids[order[at]];
    ranked.scores[at] = scores[order[at]];
    if (limit !== null && ranked.scores[at] < limit) found++;
  }
  return { ...ranked, found: limit === null ? null : found };
}

interface IssueScores {
  /** By image id: from 0, the worst, to 1; above that for an image without a score. */
  readonly byId: Float32Array;
  /** An image with a score below this has the issue. */
  readonly limit: number;
}

/** The scores that were last asked for in each project, kept because filters change more often. */
const last = new WeakMap<Project, { readonly key: string; readonly scores: Promise<IssueScores> }>();

/**
 * The scores by one issue of all images that can have a label. They are kept until another issue is asked for, or images or scores change.
 */
export async function issueScores(project: Project, issue: MeasuredIssue): Promise<IssueScores> {
  const { labelViews } = project.catalog;
  const key = `${issue} ${await scoredImages(project)} ${labelViews.usable()} ${labelViews.lastId()}`;
  let known = last.get(project);
  if (known?.key !== key) {
    known = { key, scores: isPixelIssue(issue) ? byPixels(project, issue) : bySize(project) };
    last.set(project, known);
    known.scores.catch(() => last.delete(project));
  }
  return known.scores;
}

async function byPixels(project: Project, issue: PixelIssue): Promise<IssueScores> {
  const scores = await scoresBy(project, issue);
  const [ids, found]: [number[], number[]] = [[], []];
  await eachInSlices(project.catalog.labelViews.hashed(), undefined, (images) => {
    scores(images).forEach((score, i) => {
      ids.push(images.ids[i]);
      found.push(score);
    });
  });
  return { byId: placed(ids, found), limit: pixelLimits[issue] };
}

/** What size is usual depends on all images that can have a label, whichever are shown. */
async function bySize(project: Project): Promise<IssueScores> {
  const [ids, widths, heights]: [number[], number[], number[]] = [[], [], []];
  await eachInSlices(project.catalog.labelViews.sized(), undefined, (piece) => {
    for (const [i, id] of piece.ids.entries()) {
      ids.push(id);
      widths.push(piece.widths[i]);
      heights.push(piece.heights[i]);
    }
  });
  return { byId: placed(ids, oddSizeScores(widths, heights)), limit: oddSizeLimit };
}

/** Puts numbers into an array that is indexed by image id; `ids` must ascend. */
function placed(ids: readonly number[], numbers: ArrayLike<number>): Float32Array {
  const out = new Float32Array((ids.at(-1) ?? 0) + 1).fill(unknown);
  for (const [i, id] of ids.entries()) out[id] = numbers[i];
  return out;
}
