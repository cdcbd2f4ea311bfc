import type { Balance, ReviewOverview, SelectionChoice, TrustSummary } from '../../../../contract';
import { sameChoice } from '../../../../core/selection';
import type { Note } from '../../../../core/words/notes';
import { createStore } from '../../../base/kept/store';
import { complain } from '../../../base/studio/announce';
import { studio } from '../../../base/studio/connection';
import { mayWrite } from '../../../base/studio/may-write';
import { latest, rested } from './latest';

/** Key presses closer together than this become one step. */
const restMs = 600;

/**
 * Estimating how many kept labels are correct costs far more than counting them, so it is requested only when
 * handles and decisions rest.
 */
const judgeMs = 300;

/** The thresholds and quota of a labelling: the stored choice, the dragged one, and what each would keep. */
export class Thresholds {
  /** The choice as the handles show it. */
  readonly choice;
  /** The choice by which the next student would be trained. */
  readonly stored;
  /** Counts of the stored choice. */
  readonly balance = createStore<Balance | null>(null);
  /** Counts of the dragged choice; null while nothing is dragged. */
  readonly preview = createStore<Balance | null>(null);
  /** The estimated correctness of the shown choice; null until it is known, and if nothing would be kept. */
  readonly trust = createStore<{ readonly trust: TrustSummary | null } | null>(null);
  /** The choice that was last sent to be stored; equal to `stored` once that is done. */
  #asked: SelectionChoice;
  /** Pending until the choice moved by keys is stored. */
  #rest: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly labellingId: number,
    { choice }: ReviewOverview,
    /** Stores a choice after earlier changes; returns what it keeps, or null if it could not be stored. */
    private readonly store: (choice: SelectionChoice) => Promise<Balance | null>,
  ) {
    this.choice = createStore<SelectionChoice>(choice);
    this.stored = createStore<SelectionChoice>(choice);
    this.#asked = choice;
    this.recount();
  }

  /** Moves a handle without storing. */
  drag(change: Partial<SelectionChoice>): void {
    this.#endRest();
    this.choice.set({ ...this.choice.get(), ...change });
    this.#count(this.choice.get());
    this.#judge(this.choice.get());
  }

  /**
   * Shows the thresholds at which each class has this share of right labels, without storing them, as a drag does. Returns notes about
   * them.
   */
  async fit(precision: number): Promise<readonly Note[]> {
    const { labellingId } = this;
    const { threshold } = this.choice.get();
    const { classThresholds, notes } = await studio.review.fitThresholds({
      labellingId,
      precision,
      threshold,
    });
    this.drag({ classThresholds });
    return notes;
  }

  /** Resets the handles to the choice that was last sent to be stored. */
  cancel(): void {
    this.#endRest();
    this.choice.set(this.#asked);
    this.preview.set(null);
    this.#judge(this.#asked);
  }

  /** Stores a choice that still waits for the pause, and drops one that was only shown. */
  leave(): void {
    if (this.#rest !== null) void this.keep();
    else if (!sameChoice(this.choice.get(), this.#asked)) this.cancel();
  }

  /** Stores the shown choice after a pause, so that several key presses make one step. */
  keepSoon(): void {
    this.#endRest();
    this.#rest = setTimeout(() => void this.keep(), restMs);
  }

  /** Stores a choice that still waits for the pause, before another step. */
  settle(): void {
    if (this.#rest !== null) void this.keep();
  }

  #endRest(): void {
    if (this.#rest !== null) clearTimeout(this.#rest);
    this.#rest = null;
  }

  /** Stores the shown choice. */
  async keep(change: Partial<SelectionChoice> = {}): Promise<void> {
    this.#endRest();
    const choice = { ...this.choice.get(), ...change };
    this.choice.set(choice);
    if (sameChoice(choice, this.#asked) || !mayWrite()) return this.cancel();
    this.#asked = choice;
    this.#judge(choice);
    const balance = await this.store(choice);
    if (!balance) return this.#refused(choice);
    this.stored.set(choice);
    this.balance.set(balance);
    if (this.choice.get() === choice) this.preview.set(null);
  }

  /** Shows the choice that holds after an undo or redo. */
  take(choice: SelectionChoice): void {
    const newer = this.#asked !== this.stored.get();
    this.stored.set(choice);
    if (!newer) {
      this.#asked = choice;
      this.cancel();
    }
    this.recount();
  }

  /** A choice that could not be stored is no longer shown, unless another one is being stored. */
  #refused(choice: SelectionChoice): void {
    if (this.#asked !== choice) return;
    this.#asked = this.stored.get();
    this.cancel();
  }

  /** Counts again what the stored choice keeps, after decisions. */
  readonly recount = latest(async () => {
    const choice = this.stored.get();
    this.#judge(this.choice.get());
    try {
      const balance = await studio.review.balance({ labellingId: this.labellingId, choice });
      if (this.stored.get() === choice) this.balance.set(balance);
    } catch (error) {
      complain(error);
    }
  }) as () => void;

  /** The estimate takes longer than a count, so it arrives later; the newest one wins. */
  readonly #judge = rested(
    latest(async (choice: SelectionChoice) => {
      try {
        const trust = await studio.review.trust({ labellingId: this.labellingId, choice });
        this.trust.set(trust === 'nothing-kept' ? null : { trust });
      } catch {
        // Nothing depends on the estimate: read errors are reported where the data are needed.
        this.trust.set(null);
      }
    }),
    judgeMs,
  );

  readonly #count = latest(async (choice: SelectionChoice) => {
    try {
      const balance = await studio.review.balance({ labellingId: this.labellingId, choice });
      // The handle may have been released meanwhile.
      if (this.choice.get() !== this.stored.get()) this.preview.set(balance);
    } catch (error) {
      this.cancel();
      complain(error);
    }
  });
}
