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
} from '../../../../contract';
import { taughtNote } from '../../../../core/sentences/taught-flag';
import type { MeasuredIssue } from '../../../../core/vocabulary/image-issues';
import { createStore } from '../../../base/kept/store';
import { i18n } from '../../../base/strings';
import { complain } from '../../../base/studio/announce';
import { isJobDone } from '../../../base/studio/await-job';
import { studio } from '../../../base/studio/connection';
import { failureOf, noteText, sentenceOf } from '../../../base/studio/errors';
import type { History } from '../../../gallery/actions/HistoryMenu';
import { among, carryOver, nothing, only } from '../../../gallery/layout/selection';
import { MarkingSession } from '../../../gallery/marks/marking-session';
import { newestOf, stepTo } from '../../../gallery/session/history';
import type { Shown } from '../../../gallery/session/session';
import { Thresholds } from '../thresholds/thresholds';
import { type Difference, differenceOf } from './difference';
import { expectedAfter } from './expected';
import { ReviewPages } from './review-pages';
import { stepWords } from './step-words';

/** The filter and order of the images. */
export interface View {
  readonly filter: ReviewFilter;
  readonly order: ReviewOrder;
  readonly descending: boolean;
  readonly groupByClass: boolean;
  readonly similarTo?: number;
}

/** A newer answer that is held back, so that nothing moves under a person's hands. */
export interface Newer extends Difference {
  readonly answer: ReviewRows;
}

/** `view` and `stay` show the answer; `hold` keeps it until it is asked for. */
type Manner = 'view' | 'stay' | 'hold';

const firstView: View = { filter: {}, order: 'confidence', descending: true, groupByClass: false };
const nobodyRejected = { rejected: 0, isTaught: false, more: 0, fewer: 0 } as const;
/** Decisions by key can be faster than the counts, which are therefore refreshed after this delay. */
const settleMs = 150;
/** The number of tiles requested with a view: more than fill a screen at the usual size. */
const firstTiles = 200;
/** The window mentions that it is saving only after this time. */
const patienceMs = 400;

/**
 * The state of the review of one labelling, for as long as its project is open: filter, rows, selection and
 * decisions.
 */
export class ReviewSession extends MarkingSession {
  readonly labellingId: number;
  readonly view = createStore<View>(firstView);
  readonly facets = createStore<ReviewFacets | null>(null);
  readonly newer = createStore<Newer | null>(null);
  readonly undoState;
  readonly pages: ReviewPages;
  /** Whether a change takes so long to be stored that the window should say so. */
  readonly storing = createStore(false);
  /** Whether a request for rows is pending. */
  readonly asking = createStore(false);
  /** Whether images are being looked at for an order that was asked for. */
  readonly looking = createStore(false);
  readonly thresholds: Thresholds;
  /** The overview. Its scores and limits change when the flag is taught by decisions, and when that is undone. */
  readonly told;
  #asked = 0;
  /**
   * Grows with every view that a person asks for. The order by an issue, which takes time to prepare, is shown only if nothing else was
   * asked for since.
   */
  #looked = 0;
  #manner: Manner = 'view';
  /** Pending while the counts lag behind the decisions; null otherwise. */
  #settling: ReturnType<typeof setTimeout> | null = null;
  /** The newest request, until it is answered. */
  #answer: Promise<void> | null = null;

  constructor(
    overview: ReviewOverview,
    /** Called after any change that may affect counts on other screens. */
    private readonly changed: () => void,
  ) {
    super();
    this.labellingId = overview.labelling.id;
    this.told = createStore<ReviewOverview>(overview);
    this.undoState = createStore<UndoState>(overview.undo);
    this.pages = new ReviewPages(overview.labelling.images, {
      tiles: (rows) => studio.review.tiles({ labellingId: this.labellingId, rows }),
      changed: () => this.drawAnew(),
      failed: complain,
    });
    this.thresholds = new Thresholds(this.labellingId, overview, (choice) => this.#choose(choice));
    void this.#ask('view');
  }

  get overview(): ReviewOverview {
    return this.told.get();
  }

  imageOf(row: number): number {
    return this.pages.isKnown(row) ? this.pages.imageIds[row] : 0;
  }

  show(change: Partial<View>): void {
    this.#looked++;
    this.looking.set(false);
    this.view.set({ ...this.view.get(), ...change });
    void this.#ask('view');
  }

  /** Shows first the images that have an issue most strongly, once all were looked at. The footer shows the progress of that job. */
  async showIssue(issue: MeasuredIssue): Promise<void> {
    const looked = ++this.#looked;
    const isWanted = () => looked === this.#looked;
    try {
      const job = await studio.issues.prepare({ issue, basis: 'picture' });
      this.looking.set(job !== null);
      const done = job === null || (await isJobDone(job, isWanted));
      if (done && isWanted()) this.show({ order: issue, similarTo: undefined, descending: true });
    } catch (error) {
      complain(error);
    } finally {
      if (isWanted()) this.looking.set(false);
    }
  }

  filter(change: Partial<ReviewFilter>): void {
    const filter = Object.entries({ ...this.view.get().filter, ...change });
    this.show({ filter: Object.fromEntries(filter.filter(([, value]) => !isNothing(value))) });
  }

  /** Removes merged classes from the filter. */
  forgetClasses(known: ReadonlyMap<number, unknown>): void {
    const { classIds } = this.view.get().filter;
    if (classIds?.some((id) => !known.has(id)))
      this.filter({ classIds: classIds.filter((id) => known.has(id)) });
  }

  /** Shows the answer that was held back; asks again if there is none. */
  refresh(): void {
    const newer = this.newer.get();
    if (newer) this.#take(newer.answer, 'stay');
    else void this.#ask('stay');
  }

  /** Shows the images that the filter selects now. */
  async showAnew(): Promise<void> {
    await this.#settled();
    this.refresh();
    await this.#answer;
  }

  /** Updates which step undo takes back now; it may have been made on another screen. */
  protected marked(): void {
    studio.review.steps().then((steps) => this.undoState.set(steps), complain);
  }

  protected catchUp(inSight: boolean): void {
    this.marked();
    this.pages.outdate();
    this.thresholds.recount();
    void this.#ask(inSight ? 'hold' : 'stay');
    this.changed();
  }

  /** Selects all shown rows that still fit the filter: those decided since then are left out. */
  chooseAll(): Promise<void> | undefined {
    const choose = () => {
      const newer = this.newer.get();
      this.chooseWhere(newer && among(newer.answer.rows));
    };
    if (this.isStoring || this.#settling || this.#answer) return this.#settled().then(choose);
    choose();
    return undefined;
  }

  /**
   * Decides about the chosen images, as one step that can be undone. After a single image, the next one is selected; after the last one,
   * none.
   */
  decide(decision: ReviewAction, classId?: number): void {
    const rows = this.chosen;
    if (rows.length === 0) return;
    this.thresholds.settle();
    this.pages.expectDecision(rows, expectedAfter(decision, classId));
    if (rows.length === 1) {
      this.#tellGiven(rows[0], decision, classId);
      const next = this.selection.get().focus + 1;
      this.goOnTo(next < (this.shown.get()?.rows.length ?? 0) ? next : null);
    }
    const { labellingId } = this;
    void this.#change(() => studio.review.decide({ labellingId, rows, decision, classId })).then((done) => {
      this.#settle();
      if (done?.undo && rows.length > 1) this.sayDone(this.#words(done.undo));
    });
  }

  #tellGiven(row: number, decision: ReviewAction, classId: number | undefined): void {
    const its = this.classes.find(({ id }) => id === classId);
    const words = its?.name ?? i18n.t(`review.actions.${decision}`);
    this.tellGiven({ imageId: this.imageOf(row), words, color: its?.color });
  }

  async step(direction: 'undo' | 'redo'): Promise<void> {
    this.thresholds.settle();
    const { labellingId } = this;
    const stepped = await this.#change(() =>
      studio.review[direction]({ labellingId }).catch((error) => {
        const failure = failureOf(error);
        if (failure.code !== `nothing-to-${direction}`) throw error;
        this.say(sentenceOf(failure));
        return null;
      }),
    );
    if (!stepped) return;
    const { step, rows, choice } = stepped;
    const said = i18n.t(direction === 'undo' ? 'review.undid' : 'review.redid', { step: this.#words(step) });
    if (step.decision === 'choose' || step.decision === 'teach') {
      await this.#tellAnew();
      this.thresholds.take(choice);
      this.#selectedAnew();
      return this.say(said);
    }
    this.#settle();
    const here = await this.goBackTo(rows);
    this.say(here ? said : `${said}. ${i18n.t('gallery.elsewhere')}`);
  }

  /** The decisions and choices, newest first. */
  async history(): Promise<History> {
    await this.stored;
    const { steps, more } = await studio.review.history();
    return {
      steps: steps.map((step) => ({ id: step.id, words: this.#words(step), undone: step.undone })),
      more,
    };
  }

  /** Undoes or redoes steps until `target` is the newest that is not undone. */
  backTo(target: number | null): Promise<void> {
    return stepTo(this, async () => newestOf((await studio.review.history()).steps), target);
  }

  #words(step: ReviewStep): string {
    return stepWords(step, this.classes, this.labellingId);
  }

  async #choose(choice: SelectionChoice): Promise<Balance | null> {
    const { labellingId } = this;
    const chosen = await this.#change(() => studio.review.choose({ labellingId, choice }));
    if (chosen) this.#selectedAnew();
    return chosen?.balance ?? null;
  }

  /** Flags images like those that were marked as out-of-domain, as a step that can be undone. */
  async teach(): Promise<void> {
    this.thresholds.settle();
    const { labellingId } = this;
    const done = await this.#change(() => studio.review.teach({ labellingId }));
    if (!done) return;
    const { taught, overview } = done;
    const words = noteText(taughtNote(taught ?? nobodyRejected));
    if (!taught?.isTaught) return this.say(words);
    this.sayDone(words);
    this.told.set(overview);
    this.thresholds.take(overview.choice);
    this.#selectedAnew();
  }

  async #tellAnew(): Promise<void> {
    try {
      this.told.set(await studio.review.overview({ labellingId: this.labellingId }));
    } catch (error) {
      complain(error);
    }
  }

  /** Sends a change in its turn. Returns null if there was nothing to change, or if the change failed. */
  #change<T extends UndoState>(call: () => Promise<T | null>): Promise<T | null> {
    return this.inOrder(async () => {
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
  }

  /** Refreshes everything after a change of filter thresholds or quota. */
  #selectedAnew(): void {
    this.pages.outdate();
    void this.#ask('stay');
    this.changed();
  }

  /** After decisions, refreshes tiles at once and counts when the keys pause. */
  #settle(): void {
    this.pages.outdate();
    if (this.#settling) clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#recount(), settleMs);
  }

  #recount(): void {
    if (this.#settling) clearTimeout(this.#settling);
    this.#settling = null;
    this.thresholds.recount();
    void this.#ask('hold');
    this.changed();
  }

  /** Resolves once the loaded data include every decision so far. */
  async #settled(): Promise<void> {
    await this.stored;
    if (this.#settling) this.#recount();
    await this.#answer;
  }

  #ask(manner: Manner): Promise<void> {
    const answer = this.#query(manner).finally(() => {
      if (this.#answer === answer) this.#answer = null;
    });
    this.#answer = answer;
    return answer;
  }

  async #query(manner: Manner): Promise<void> {
    const asked = ++this.#asked;
    // A request whose answer may be held back must not demote an earlier pending one whose answer must be
    // shown.
    if (manner !== 'hold' || !this.asking.get()) this.#manner = manner;
    if (this.#manner !== 'hold') this.asking.set(true);
    const { filter, ...view } = this.view.get();
    const first = manner === 'view' ? firstTiles : 0;
    const learn = this.pages.along();
    try {
      const answer = await studio.review.query({ labellingId: this.labellingId, filter, first, ...view });
      if (asked !== this.#asked) return;
      this.asking.set(false);
      if (answer.first) learn(answer.rows.subarray(0, first), answer.first);
      if (this.#manner === 'hold') this.#hold(answer);
      else this.#take(answer, this.#manner === 'view' ? 'top' : 'stay');
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
      this.#take(answer, 'top');
      return;
    }
    const difference = differenceOf(shown.rows, answer.rows);
    this.newer.set(difference && { ...difference, answer });
  }

  #take({ rows, groups, facets }: ReviewRows, scroll: Shown['scroll']): void {
    const before = this.shown.get();
    this.newer.set(null);
    this.facets.set(facets);
    // The first image is selected from the start: it is framed and shown in the inspector, so keys and buttons must act on it, as in every
    // other gallery.
    const first = rows.length > 0 ? only(0) : nothing;
    const kept = before ? carryOver(this.selection.get(), before.rows, rows) : first;
    const keeps = kept.ranges.length > 0;
    this.selection.set(scroll === 'top' && !keeps ? nothing : kept);
    if (rows.length === 0) this.large.set(false);
    // Keeps the images in sight that the keys would act on.
    this.shown.set({ rows, groups, scroll: scroll === 'top' && keeps ? 'focus' : scroll });
  }
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
