import type { Balance, ReviewOverview, SelectionChoice, TrustSummary } from '../../../contract';
import { sameChoice } from '../../../core/selection';
import { createStore } from '../../base/store';
import { complain } from '../../base/studio/announce';
import { studio } from '../../base/studio/connection';
import { latest, rested } from './latest';

/** Taps on a key with no longer rests than this are one step. */
const restMs = 600;

/** How right a choice is costs far more to find out than how much it keeps: it is asked once handles and decisions rest. */
const judgeMs = 300;

/** Thresholds and quota of a labelling: what is stored, what a handle is dragged to, and what each would keep. */
export class Thresholds {
  /** As the handles stand. */
  readonly choice;
  /** As the next student would be selected. */
  readonly stored;
  /** What the stored choice keeps. */
  readonly balance = createStore<Balance | null>(null);
  /** What the dragged choice would keep; null while nothing is dragged. */
  readonly preview = createStore<Balance | null>(null);
  /** How right what the handles show would be; null until that is known, and where nothing would be kept. */
  readonly trust = createStore<{ readonly trust: TrustSummary | null } | null>(null);
  /** What was last asked to be stored: `stored`, once that is done. */
  #asked: SelectionChoice;
  /** Until what keys moved is stored. */
  #rest: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly labellingId: number,
    { choice }: ReviewOverview,
    /** Stores a choice after the changes before it; gives what it keeps, or null where it could not be stored. */
    private readonly store: (choice: SelectionChoice) => Promise<Balance | null>,
  ) {
    this.choice = createStore<SelectionChoice>(choice);
    this.stored = createStore<SelectionChoice>(choice);
    this.#asked = choice;
    this.recount();
  }

  /** Moves a handle; nothing is stored. */
  drag(change: Partial<SelectionChoice>): void {
    this.#endRest();
    this.choice.set({ ...this.choice.get(), ...change });
    this.#count(this.choice.get());
    this.#judge(this.choice.get());
  }

  /** Puts the handles back. */
  cancel(): void {
    this.#endRest();
    this.choice.set(this.#asked);
    this.preview.set(null);
    this.#judge(this.#asked);
  }

  /** Stores what the handles show once they rest: a handle that is moved tap by tap makes one step. */
  keepSoon(): void {
    this.#endRest();
    this.#rest = setTimeout(() => void this.keep(), restMs);
  }

  /** Stores what still waits for a rest. Another step must come after it. */
  settle(): void {
    if (this.#rest !== null) void this.keep();
  }

  #endRest(): void {
    if (this.#rest !== null) clearTimeout(this.#rest);
    this.#rest = null;
  }

  /** Stores what the handles show. */
  async keep(change: Partial<SelectionChoice> = {}): Promise<void> {
    this.#endRest();
    const choice = { ...this.choice.get(), ...change };
    this.choice.set(choice);
    if (sameChoice(choice, this.#asked)) return this.cancel();
    this.#asked = choice;
    this.#judge(choice);
    const balance = await this.store(choice);
    if (!balance) return this.#refused(choice);
    this.stored.set(choice);
    this.balance.set(balance);
    if (this.choice.get() === choice) this.preview.set(null);
  }

  /** Shows what holds after a step was undone or brought back. */
  take(choice: SelectionChoice): void {
    const newer = this.#asked !== this.stored.get();
    this.stored.set(choice);
    if (!newer) {
      this.#asked = choice;
      this.cancel();
    }
    this.recount();
  }

  /** What could not be stored is not shown, unless another choice is on its way. */
  #refused(choice: SelectionChoice): void {
    if (this.#asked !== choice) return;
    this.#asked = this.stored.get();
    this.cancel();
  }

  /** Counts anew what the stored choice keeps, after decisions. */
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

  /** An answer takes longer than a count, so it comes when it comes; the newest stays. */
  readonly #judge = rested(
    latest(async (choice: SelectionChoice) => {
      try {
        const trust = await studio.review.trust({ labellingId: this.labellingId, choice });
        this.trust.set(trust === 'nothing-kept' ? null : { trust });
      } catch {
        // Nothing hangs on it: what cannot be read is said where it is needed.
        this.trust.set(null);
      }
    }),
    judgeMs,
  );

  readonly #count = latest(async (choice: SelectionChoice) => {
    try {
      const balance = await studio.review.balance({ labellingId: this.labellingId, choice });
      // The handle may have been let go meanwhile.
      if (this.choice.get() !== this.stored.get()) this.preview.set(balance);
    } catch (error) {
      this.cancel();
      complain(error);
    }
  });
}
