import type {
  Balance,
  ReviewAction,
  ReviewOverview,
  ReviewStep,
  SelectionChoice,
  UndoState,
} from '../../../../contract';
import { taughtNote } from '../../../../core/sentences/taught-flag';
import { createStore } from '../../../base/kept/store';
import { i18n } from '../../../base/strings';
import { complain } from '../../../base/studio/announce';
import { studio } from '../../../base/studio/connection';
import { failureOf, noteText, sentenceOf } from '../../../base/studio/errors';
import type { History } from '../../../gallery/actions/HistoryMenu';
import { among } from '../../../gallery/layout/selection';
import { newestOf, stepTo } from '../../../gallery/session/history';
import { Thresholds } from '../thresholds/thresholds';
import { expectedAfter } from './expected';
import { ReviewGallery } from './review-gallery';
import { stepWords } from './step-words';

const nobodyRejected = { rejected: 0, isTaught: false, more: 0, fewer: 0 } as const;
/** Decisions by key can be faster than the counts, which are therefore refreshed after this delay. */
const settleMs = 150;
/** The window mentions that it is saving only after this time. */
const patienceMs = 400;

/**
 * The state of the review of one labelling, for as long as its project is open: what is shown, and the decisions that a person makes.
 */
export class ReviewSession extends ReviewGallery {
  readonly undoState;
  /** Whether a change takes so long to be stored that the window should say so. */
  readonly storing = createStore(false);
  readonly thresholds: Thresholds;
  /** The overview. Its scores and limits change when the flag is taught by decisions, and when that is undone. */
  readonly told;
  /** Pending while the counts lag behind the decisions; null otherwise. */
  #settling: ReturnType<typeof setTimeout> | null = null;

  constructor(
    overview: ReviewOverview,
    /** Called after any change that may affect counts on other screens. */
    private readonly changed: () => void,
  ) {
    super(overview.labelling.id, overview.labelling.images);
    this.told = createStore<ReviewOverview>(overview);
    this.undoState = createStore<UndoState>(overview.undo);
    this.thresholds = new Thresholds(this.labellingId, overview, (choice) => this.#choose(choice));
    void this.ask('view');
  }

  get overview(): ReviewOverview {
    return this.told.get();
  }

  /** Shows the images that the filter selects now. */
  async showAnew(): Promise<void> {
    await this.#settled();
    this.refresh();
    await this.answer;
  }

  /** Updates which step undo takes back now; it may have been made on another screen. */
  protected marked(): void {
    studio.review.steps().then((steps) => this.undoState.set(steps), complain);
  }

  protected catchUp(inSight: boolean): void {
    this.marked();
    this.pages.outdate();
    this.thresholds.recount();
    void this.ask(inSight ? 'hold' : 'stay');
    this.changed();
  }

  /** Selects all shown rows that still fit the filter: those decided since then are left out. */
  chooseAll(): Promise<void> | undefined {
    const choose = () => {
      const newer = this.newer.get();
      this.chooseWhere(newer && among(newer.answer.rows));
    };
    if (this.isStoring || this.#settling || this.answer) return this.#settled().then(choose);
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
    void this.ask('stay');
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
    void this.ask('hold');
    this.changed();
  }

  /** Resolves once the loaded data include every decision so far. */
  async #settled(): Promise<void> {
    await this.stored;
    if (this.#settling) this.#recount();
    await this.answer;
  }
}
