import type {
  Balance,
  ReviewAction,
  ReviewFacets,
  ReviewFilter,
  ReviewOrder,
  ReviewOverview,
  ReviewRows,
  ReviewStep,
  SelectionChoice,
  UndoState,
} from '../../../contract';
import { createStore } from '../../base/store';
import { complain } from '../../base/studio/announce';
import { studio } from '../../base/studio/connection';
import type { Layout } from '../../gallery/layout';
import {
  carryOver,
  countSelected,
  nothing,
  only,
  type Selection,
  selectedRows,
} from '../../gallery/selection';
import { type Difference, differenceOf } from './difference';
import { guessOf } from './guess';
import { Thresholds } from './thresholds';
import { TileStore } from './tile-store';

/** What is asked for, and in which order. */
export interface View {
  readonly filter: ReviewFilter;
  readonly order: ReviewOrder;
  readonly descending: boolean;
  readonly groupByClass: boolean;
  readonly similarTo?: number;
}

/** What is shown. */
export interface Shown {
  readonly rows: Int32Array;
  readonly groups: ReviewRows['groups'];
  /** Whether the grid goes to its beginning, or stays where it is. */
  readonly scroll: 'top' | 'stay';
}

/** A newer answer that is held back, so that nothing moves under a person's hands. */
export interface Newer extends Difference {
  readonly answer: ReviewRows;
}

/** `view` and `stay` show the answer; `hold` keeps it until it is asked for. */
type Manner = 'view' | 'stay' | 'hold';

const firstView: View = { filter: {}, order: 'confidence', descending: true, groupByClass: false };
/** Decisions by keys come quicker than the counts need to follow. */
const settleMs = 150;
/** More than a screen of tiles of the usual size. */
const firstTiles = 200;
/** What is stored sooner needs no word. */
const patienceMs = 400;

/** The review of one labelling, for as long as its project is open: what is asked, shown, selected and decided. */
export class Session {
  readonly labellingId: number;
  readonly view = createStore<View>(firstView);
  readonly shown = createStore<Shown | null>(null);
  readonly facets = createStore<ReviewFacets | null>(null);
  readonly newer = createStore<Newer | null>(null);
  readonly selection = createStore<Selection>(nothing);
  readonly undoState;
  readonly tiles: TileStore;
  /** Counts up whenever tiles can be drawn anew. */
  readonly drawn = createStore(0);
  /** Counts up when the focus moved to where it may be out of sight. */
  readonly followed = createStore(0);
  /** Where the grid was left when another screen was shown. */
  gridLeft: { readonly shown: Shown | null; readonly offset: number } | null = null;
  /** A change takes so long to be stored that it should be said. */
  readonly storing = createStore(false);
  /** A question about rows is on its way. */
  readonly asking = createStore(false);
  readonly thresholds: Thresholds;
  /** Set by the grid while it is there: keys move by it. */
  layout: { readonly layout: Layout; readonly view: number } | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #asked = 0;
  #manner: Manner = 'view';
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly overview: ReviewOverview,
    /** After any change that others may count. */
    private readonly changed: () => void,
  ) {
    this.labellingId = overview.labelling.id;
    this.undoState = createStore<UndoState>(overview.undo);
    this.tiles = new TileStore(overview.labelling.images, {
      tiles: (rows) => studio.review.tiles({ labellingId: this.labellingId, rows }),
      changed: () => this.drawn.set(this.drawn.get() + 1),
      failed: complain,
    });
    this.thresholds = new Thresholds(this.labellingId, overview, (choice) => this.#choose(choice));
    void this.#ask('view');
  }

  look(change: Partial<View>): void {
    this.view.set({ ...this.view.get(), ...change });
    void this.#ask('view');
  }

  filter(change: Partial<ReviewFilter>): void {
    const filter = Object.entries({ ...this.view.get().filter, ...change });
    this.look({ filter: Object.fromEntries(filter.filter(([, value]) => !isNothing(value))) });
  }

  /** Shows what was held back. */
  refresh(): void {
    const newer = this.newer.get();
    if (newer) this.#show(newer.answer, 'stay');
    else void this.#ask('stay');
  }

  /** Moves the focus, by keys: the grid goes along. */
  moveTo(selection: Selection): void {
    this.selection.set(selection);
    this.followed.set(this.followed.get() + 1);
  }

  /** The row under the focus; null where nothing is shown. */
  get focusRow(): number | null {
    return this.shown.get()?.rows[this.selection.get().focus] ?? null;
  }

  /** Rows that an action is about: the selected ones, else the one under the focus. */
  get chosenRows(): Int32Array<ArrayBuffer> {
    const shown = this.shown.get();
    if (!shown) return new Int32Array();
    const selection = this.selection.get();
    if (countSelected(selection) > 0) return selectedRows(selection, shown.rows);
    return shown.rows.slice(selection.focus, selection.focus + 1);
  }

  /** One undoable step about what is chosen. After a single image the next one is chosen. */
  decide(decision: ReviewAction, classId?: number): void {
    const rows = this.chosenRows;
    if (rows.length === 0) return;
    this.thresholds.settle();
    this.tiles.guess(rows, guessOf(decision, classId));
    if (rows.length === 1) this.#next();
    const { labellingId } = this;
    void this.#change(() => studio.review.decide({ labellingId, rows, decision, classId })).then(() =>
      this.#settle(),
    );
  }

  /** Takes the last step back and gives it, or null where there is none. */
  undo(): Promise<ReviewStep | null> {
    return this.#step('undo');
  }

  redo(): Promise<ReviewStep | null> {
    return this.#step('redo');
  }

  async #step(which: 'undo' | 'redo'): Promise<ReviewStep | null> {
    this.thresholds.settle();
    let step = null as ReviewStep | null;
    const stepped = await this.#change(async () => {
      step = this.undoState.get()[which];
      return step && studio.review[which]({ labellingId: this.labellingId });
    });
    if (stepped && step?.decision === 'choose') {
      this.thresholds.take(stepped.choice);
      this.#selectedAnew();
    } else this.#settle();
    return stepped && step;
  }

  async #choose(choice: SelectionChoice): Promise<Balance | null> {
    const { labellingId } = this;
    const chosen = await this.#change(() => studio.review.choose({ labellingId, choice }));
    if (chosen) this.#selectedAnew();
    return chosen?.balance ?? null;
  }

  /** Changes go one after the other, however quick the keys. Null where there was none to make, or it failed. */
  #change<T extends UndoState>(call: () => Promise<T | null>): Promise<T | null> {
    const done = this.#queue.then(async () => {
      const slow = setTimeout(() => this.storing.set(true), patienceMs);
      try {
        const after = await call();
        if (after) this.undoState.set({ undo: after.undo, redo: after.redo });
        return after;
      } catch (error) {
        complain(error);
        return null;
      } finally {
        clearTimeout(slow);
        this.storing.set(false);
      }
    });
    this.#queue = done;
    return done;
  }

  #next(): void {
    const images = this.shown.get()?.rows.length ?? 0;
    const next = this.selection.get().focus + 1;
    if (next < images) this.moveTo(only(next));
  }

  /** After another choice of filter and balance: everything at once. */
  #selectedAnew(): void {
    this.tiles.outdate();
    void this.#ask('stay');
    this.changed();
  }

  /** After decisions: tiles at once, counts when the keys rest. */
  #settle(): void {
    this.tiles.outdate();
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      this.thresholds.recount();
      void this.#ask('hold');
      this.changed();
    }, settleMs);
  }

  async #ask(manner: Manner): Promise<void> {
    const asked = ++this.#asked;
    // What is to be shown stays so when a question that would hold its answer overtakes it.
    if (manner !== 'hold' || !this.asking.get()) this.#manner = manner;
    if (this.#manner !== 'hold') this.asking.set(true);
    const { filter, ...view } = this.view.get();
    const first = manner === 'view' ? firstTiles : 0;
    const learn = this.tiles.along();
    try {
      const answer = await studio.review.query({ labellingId: this.labellingId, filter, first, ...view });
      if (asked !== this.#asked) return;
      this.asking.set(false);
      if (answer.first) learn(answer.rows.subarray(0, first), answer.first);
      if (this.#manner === 'hold') this.#hold(answer);
      else this.#show(answer, this.#manner === 'view' ? 'top' : 'stay');
    } catch (error) {
      if (asked !== this.#asked) return;
      this.asking.set(false);
      complain(error);
    }
  }

  #hold(answer: ReviewRows): void {
    this.facets.set(answer.facets);
    const shown = this.shown.get();
    if (!shown) {
      this.#show(answer, 'top');
      return;
    }
    const difference = differenceOf(shown.rows, answer.rows);
    this.newer.set(difference && { ...difference, answer });
  }

  #show({ rows, groups, facets }: ReviewRows, scroll: Shown['scroll']): void {
    const before = this.shown.get();
    const selection = this.selection.get();
    this.newer.set(null);
    this.facets.set(facets);
    const kept = before ? carryOver(selection, before.rows, rows) : nothing;
    const top = scroll === 'top' && kept.ranges.length === 0;
    this.selection.set(top ? nothing : kept);
    this.shown.set({ rows, groups, scroll });
  }
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
