import { type Note, note } from '../words/notes';
import { percentText, thresholdText } from '../words/shares';
import type { ExpectedRight } from './expected-right';
import { verdictOn, worryingShare } from './summary';

/** What the advice depends on besides the estimate itself. */
export interface AdviceFacts {
  /** By position. */
  readonly classNames: readonly string[];
  /** Labelled training images of each class, by position; null for a class that was merged into another, of which nothing is advised. */
  readonly labelled: readonly (number | null)[];
  /** Whether the teacher began with random weights. */
  readonly fromScratch: boolean;
  /** Whether the out-of-domain flag is on. */
  readonly flags: boolean;
  readonly threshold: number;
  /** What the higher thresholds that were tried would leave, in ascending order. */
  readonly thresholds: readonly ThresholdOutcome[];
}

/** What a threshold leaves of the pool. */
export interface ThresholdOutcome {
  readonly threshold: number;
  readonly kept: number;
  readonly share: number;
}

/**
 * A network trained from scratch on fewer images for each class is worse than a linear probe of pretrained
 * features.
 */
const fewForScratch = 100;
/** With fewer held-out images than this, adding some narrows the interval more than anything else. */
const fewHeldOut = 100;
const widest = 0.2;
/**
 * A threshold is proposed if it gains at least this much and leaves at least this many images of each class.
 */
const [leastGain, leastOfClass] = [0.05, 10];
const namedClasses = 3;
/** A class is rare if it has fewer labelled images than this share of those of the largest class. */
const rareShare = 0.1;

/**
 * Advice for a selection whose labels are too often wrong, the most helpful first. Empty if the selection needs none, or if it is not known
 * whether it does.
 */
export function adviceOn(expected: ExpectedRight, facts: AdviceFacts): Note[] {
  if (verdictOn(expected) !== 'low') return [];
  const { classNames, labelled, fromScratch, flags } = facts;
  const advice: Note[] = [];
  const images = labelled.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  if (fromScratch && images < fewForScratch * classesOf(facts)) advice.push(note('trust-pretrained', {}));
  const rare = rareClasses(labelled);
  if (rare.length > 0)
    advice.push(note('trust-label-rare', { classes: rare.map((c) => classNames[c]).join(', ') }));
  // A teacher mistakes images of rare classes for the frequent one, so the wrong labels are those of the frequent class: more images of it
  // do not help.
  const worst = rare.length > 0 ? [] : worstClasses(expected);
  if (worst.length > 0)
    advice.push(note('trust-label-classes', { classes: worst.map((c) => classNames[c]).join(', ') }));
  const better = betterThreshold(expected, facts);
  if (better)
    advice.push(
      note('trust-threshold', {
        threshold: thresholdText(better.threshold),
        share: percentText(better.share, 0),
        kept: better.kept,
      }),
    );
  if (!flags && expected.inDomain < 0.95) advice.push(note('trust-flag', {}));
  if (expected.heldOut < fewHeldOut && expected.high - expected.low > widest)
    advice.push(note('trust-held-out', { images: expected.heldOut }));
  return advice;
}

/** The number of classes that are in use. */
const classesOf = ({ labelled }: Pick<AdviceFacts, 'labelled'>): number =>
  labelled.filter((count) => count !== null).length;

/** Proposed thresholds are multiples of this. */
const thresholdStep = 0.05;

/**
 * What a few thresholds above the current one would leave. The lowest at which labels are right often enough is searched by bisection,
 * since a higher one mostly leaves fewer images, of which more are right. `outcomeAt` judges a threshold as a selection by it is judged; it
 * returns null if the threshold keeps nothing.
 */
export async function higherThresholds(
  { threshold, classes }: { readonly threshold: number; readonly classes: number },
  outcomeAt: (threshold: number) => Promise<Omit<ThresholdOutcome, 'threshold'> | null>,
): Promise<ThresholdOutcome[]> {
  const found: ThresholdOutcome[] = [];
  const last = Math.round(1 / thresholdStep) - 1;
  let [low, high] = [Math.floor(threshold / thresholdStep + 1e-6) + 1, last];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = Math.round(middle * thresholdStep * 100) / 100;
    const outcome = await outcomeAt(at);
    if (outcome) found.push({ threshold: at, kept: outcome.kept, share: outcome.share });
    const [few, enough] = [!outcome || outcome.kept < leastOfClass * classes, outcome && isEnough(outcome)];
    if (few || enough) high = middle - 1;
    else low = middle + 1;
  }
  return found.sort((a, b) => a.threshold - b.threshold);
}

const isEnough = ({ share }: Pick<ThresholdOutcome, 'share'>): boolean => share >= worryingShare + leastGain;

/** The classes with the most wrong labels among the kept ones, as long as each has more than an even part of all wrong labels. */
function worstClasses({ byClass }: ExpectedRight): number[] {
  const wrong = byClass.map(({ classIndex, kept, share }) => ({ classIndex, wrong: kept * (1 - share) }));
  const total = wrong.reduce((sum, each) => sum + each.wrong, 0);
  return wrong
    .filter((each) => each.wrong > total / Math.max(2, byClass.length))
    .sort((a, b) => b.wrong - a.wrong)
    .slice(0, namedClasses)
    .map(({ classIndex }) => classIndex);
}

/** Classes with few labelled images compared with the largest class, the rarest first. */
function rareClasses(labelled: AdviceFacts['labelled']): number[] {
  const counts = labelled.flatMap((count, classIndex) => (count === null ? [] : [{ count, classIndex }]));
  const largest = counts.reduce((most, { count }) => Math.max(most, count), 0);
  return counts
    .filter(({ count }) => count < rareShare * largest)
    .sort((a, b) => a.count - b.count)
    .slice(0, namedClasses)
    .map(({ classIndex }) => classIndex);
}

/**
 * The lowest threshold at which labels are right often enough, otherwise the one at which they are right most often; null if none helps.
 */
function betterThreshold(
  { share }: ExpectedRight,
  { thresholds, threshold, labelled }: AdviceFacts,
): ThresholdOutcome | null {
  const possible = thresholds.filter(
    (each) =>
      each.threshold > threshold &&
      each.share >= share + leastGain &&
      each.kept >= leastOfClass * classesOf({ labelled }),
  );
  const enough = possible.find(isEnough);
  return (
    enough ?? possible.reduce<ThresholdOutcome | null>((a, b) => (a && a.share >= b.share ? a : b), null)
  );
}
