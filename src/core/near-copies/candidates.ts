import type { Joined } from './groups';
import { keptNear, type NearImages, nearBits } from './near-pairs';
import { leastPhotoSide } from './same-picture';

/** Two images whose hashes are near, by their rows. */
export interface Candidate {
  readonly row: number;
  readonly other: number;
  /** Whether both are large enough for their details to be compared. */
  readonly detailed: boolean;
  /** Whether the hash of one has many near hashes. */
  readonly crowded: boolean;
}

/** A hash with at least this many near hashes is less significant: drawings and digits look alike in 64 bits. */
const crowdFrom = 5;
/** Kinds of pairs: small or detailed pictures, with few near images or many. */
const kinds = 4;
/** A kind is given up when, after this many comparisons, a smaller share than this were the same picture. */
const [fairTrial, leastShare] = [1_000, 0.01];

/**
 * The pairs to be compared, nearest first; at the same distance, pairs with few near images come before those with many. Pairs that are in
 * one group already or were compared before are skipped. If hashes mean little (a thousand pairs of a kind were compared, and hardly one
 * was the same picture), the remaining pairs of that kind are given up: digits and garments would be compared for hours.
 */
export class CandidatePairs {
  readonly #trials = Array.from({ length: kinds }, () => ({ compared: 0, same: 0, over: false }));
  readonly #differ = new Set<number>();
  #level = 0;
  #at = 0;

  constructor(
    /** The shorter side of each image, in pixels. */
    private readonly sides: Int32Array,
    private readonly near: NearImages,
  ) {}

  /** Two images that are known to be different pictures. */
  differ(row: number, other: number): void {
    this.#differ.add(this.#keyOf(row, other));
  }

  /** The next pairs, at most `most`; an empty list at the end. */
  next(joined: Joined, most: number): Candidate[] {
    const found: Candidate[] = [];
    const { rows } = this.near;
    for (; this.#level <= nearBits * kinds + kinds - 1; this.#level++, this.#at = 0)
      for (; this.#at < rows.length; this.#at++) {
        if (found.length >= most) return found;
        const candidate = this.#candidateAt(this.#at);
        if (candidate && joined.of(candidate.row) !== joined.of(candidate.other)) found.push(candidate);
      }
    return found;
  }

  /** Records the result of a pair. */
  tell({ row, other }: Candidate, same: boolean): void {
    if (!same) this.differ(row, other);
    const trial = this.#trials[this.#kindOf(row, other)];
    trial.compared++;
    if (same) trial.same++;
    if (trial.compared < fairTrial) return;
    if (trial.same < leastShare * trial.compared) trial.over = true;
    trial.compared = 0;
    trial.same = 0;
  }

  /** The number of pairs left at present. */
  left(joined: Joined): number {
    let count = 0;
    for (;;) {
      const found = this.next(joined, 10_000);
      if (found.length === 0) return count;
      count += found.length;
    }
  }

  /**
   * The pair at a place in the lists if it belongs to this level and is to be compared; null otherwise. A pair is in the lists of both
   * images or of only one.
   */
  #candidateAt(at: number): Candidate | null {
    const { rows, bits } = this.near;
    const other = rows[at];
    if (other < 0 || bits[at] !== Math.floor(this.#level / kinds)) return null;
    const row = Math.floor(at / keptNear);
    const kind = this.#kindOf(row, other);
    if (kind !== this.#level % kinds || this.#trials[kind].over) return null;
    if (row > other && this.#lists(other, row)) return null;
    if (this.#differ.has(this.#keyOf(row, other))) return null;
    return {
      row,
      other,
      detailed: this.#isDetailed(row, other),
      crowded: this.#isCrowded(row, other),
    };
  }

  #lists(row: number, other: number): boolean {
    for (let at = row * keptNear; at < (row + 1) * keptNear; at++)
      if (this.near.rows[at] === other) return true;
    return false;
  }

  #kindOf(row: number, other: number): number {
    return (this.#isCrowded(row, other) ? 2 : 0) + (this.#isDetailed(row, other) ? 0 : 1);
  }

  #isCrowded(row: number, other: number): boolean {
    return Math.max(this.near.counts[row], this.near.counts[other]) >= crowdFrom;
  }

  #isDetailed(row: number, other: number): boolean {
    return Math.min(this.sides[row], this.sides[other]) >= leastPhotoSide;
  }

  #keyOf(row: number, other: number): number {
    return Math.min(row, other) * this.sides.length + Math.max(row, other);
  }
}
