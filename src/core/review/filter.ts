import { selectionStates } from '../selection';
import { decisions } from '../vocabulary/decisions';
import { reviewFlags } from './words';

/** What is known of each image of a labelling, columns `[rows]`. */
export interface ReviewColumnSet {
  /** The class the image is used for. */
  readonly classIndex: Int32Array;
  /** Position in `selectionStates`. */
  readonly state: Uint8Array;
  /** Bits of `reviewFlags`. */
  readonly flags: Uint8Array;
  /** `decisionCode`. */
  readonly decisions: Uint8Array;
  readonly sources: Uint16Array;
  readonly confidence: Float32Array;
  /** NaN where there is none. */
  readonly oodScore: Float32Array;
}

/** Which rows to show: all given conditions must hold. Lists are tables of 0 and 1. */
export interface RowFilter {
  /** `[classes]` */
  readonly classes?: Uint8Array;
  /** `[selectionStates]` */
  readonly states?: Uint8Array;
  /** Any of these bits. */
  readonly flags?: number;
  /** `[decisions + 1]`, by code. */
  readonly decisions?: Uint8Array;
  /** `[sources]` */
  readonly sources?: Uint8Array;
  /** Inclusive, as float32. */
  readonly confidence?: readonly [number, number];
  readonly ood?: readonly [number, number];
  /** `[rows]` each, such as a lasso or the results of a search. */
  readonly only?: readonly Uint8Array[];
}

/** Images by facet; each facet counts what the others let through. */
export interface FacetCounts {
  readonly classes: Int32Array;
  readonly states: Int32Array;
  readonly flags: Int32Array;
  readonly decisions: Int32Array;
  readonly sources: Int32Array;
}

export interface FilteredRows {
  /** 1 if a row passes, `[rows]`. */
  readonly passing: Uint8Array;
  readonly count: number;
  readonly facets: FacetCounts;
}

const [classBit, stateBit, flagsBit, decisionBit, sourceBit] = [1, 2, 4, 8, 16];

/** Filters and counts in one pass: a row that only one facet excludes still counts for that facet. */
export function filterRows(
  columns: ReviewColumnSet,
  filter: RowFilter,
  sizes: { readonly classes: number; readonly sources: number },
): FilteredRows {
  const { classIndex, state, flags, decisions: decided, sources } = columns;
  const rows = state.length;
  const wanted = {
    classes: filter.classes ?? new Uint8Array(sizes.classes).fill(1),
    states: filter.states ?? new Uint8Array(selectionStates.length).fill(1),
    decisions: filter.decisions ?? new Uint8Array(decisions.length + 1).fill(1),
    sources: filter.sources ?? new Uint8Array(sizes.sources).fill(1),
    flags: filter.flags ?? 0,
  };
  const facets = {
    classes: new Int32Array(sizes.classes),
    states: new Int32Array(selectionStates.length),
    decisions: new Int32Array(decisions.length + 1),
    sources: new Int32Array(sizes.sources),
  };
  const flagPatterns = new Int32Array(1 << reviewFlags.length);
  const passing = new Uint8Array(rows);
  const reachable = hardFilter(columns, filter);
  let count = 0;
  for (let i = 0; i < rows; i++) {
    if (reachable && reachable[i] === 0) continue;
    const fails =
      (wanted.classes[classIndex[i]] ? 0 : classBit) |
      (wanted.states[state[i]] ? 0 : stateBit) |
      (wanted.flags === 0 || flags[i] & wanted.flags ? 0 : flagsBit) |
      (wanted.decisions[decided[i]] ? 0 : decisionBit) |
      (wanted.sources[sources[i]] ? 0 : sourceBit);
    if (fails === 0) {
      passing[i] = 1;
      count++;
    }
    if ((fails & ~classBit) === 0) facets.classes[classIndex[i]]++;
    if ((fails & ~stateBit) === 0) facets.states[state[i]]++;
    if ((fails & ~flagsBit) === 0) flagPatterns[flags[i]]++;
    if ((fails & ~decisionBit) === 0) facets.decisions[decided[i]]++;
    if ((fails & ~sourceBit) === 0) facets.sources[sources[i]]++;
  }
  return { passing, count, facets: { ...facets, flags: byFlag(flagPatterns) } };
}

/** Conditions that are not facets exclude a row from all counts; null if there are none. */
function hardFilter({ confidence, oodScore }: ReviewColumnSet, filter: RowFilter): Uint8Array | null {
  if (!filter.confidence && !filter.ood && !filter.only?.length) return null;
  const reachable = new Uint8Array(confidence.length).fill(1);
  const within = (values: Float32Array, range: readonly [number, number]) => {
    const [low, high] = range.map(Math.fround);
    for (let i = 0; i < values.length; i++) if (!(values[i] >= low && values[i] <= high)) reachable[i] = 0;
  };
  if (filter.confidence) within(confidence, filter.confidence);
  if (filter.ood) within(oodScore, filter.ood);
  for (const only of filter.only ?? []) for (let i = 0; i < only.length; i++) reachable[i] &= only[i];
  return reachable;
}

function byFlag(patterns: Int32Array): Int32Array {
  const counts = new Int32Array(reviewFlags.length);
  for (const [pattern, images] of patterns.entries())
    for (let flag = 0; flag < counts.length; flag++) if (pattern & (1 << flag)) counts[flag] += images;
  return counts;
}
