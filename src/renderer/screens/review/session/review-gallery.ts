import type { ReviewFacets, ReviewFilter, ReviewOrder, ReviewRows } from '../../../../contract';
import type { MeasuredIssue } from '../../../../core/vocabulary/image-issues';
import { createStore } from '../../../base/kept/store';
import { complain } from '../../../base/studio/announce';
import { isJobDone } from '../../../base/studio/await-job';
import { studio } from '../../../base/studio/connection';
import { carryOver, nothing, only } from '../../../gallery/layout/selection';
import { MarkingSession } from '../../../gallery/marks/marking-session';
import type { Shown } from '../../../gallery/session/session';
import { type Difference, differenceOf } from './difference';
import { ReviewPages } from './review-pages';

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
/** The number of tiles requested with a view: more than fill a screen at the usual size. */
const firstTiles = 200;

/** What the Review screen shows of one labelling: filter, order and rows. */
export abstract class ReviewGallery extends MarkingSession {
  readonly view = createStore<View>(firstView);
  readonly facets = createStore<ReviewFacets | null>(null);
  readonly newer = createStore<Newer | null>(null);
  readonly pages: ReviewPages;
  /** Whether a request for rows is pending. */
  readonly asking = createStore(false);
  /** Whether images are being looked at for an order that was asked for. */
  readonly looking = createStore(false);
  #asked = 0;
  /**
   * Grows with every view that a person asks for. The order by an issue, which takes time to prepare, is shown only if nothing else was
   * asked for since.
   */
  #looked = 0;
  #manner: Manner = 'view';
  /** The newest request, until it is answered. */
  #answer: Promise<void> | null = null;

  constructor(
    readonly labellingId: number,
    images: number,
  ) {
    super();
    this.pages = new ReviewPages(images, {
      tiles: (rows) => studio.review.tiles({ labellingId, rows }),
      changed: () => this.drawAnew(),
      failed: complain,
    });
  }

  imageOf(row: number): number {
    return this.pages.isKnown(row) ? this.pages.imageIds[row] : 0;
  }

  show(change: Partial<View>): void {
    this.#looked++;
    this.looking.set(false);
    this.view.set({ ...this.view.get(), ...change });
    void this.ask('view');
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
    else void this.ask('stay');
  }

  /** The newest request for rows, until it is answered. */
  protected get answer(): Promise<void> | null {
    return this.#answer;
  }

  /** Asks for the rows of the current view. */
  protected ask(manner: Manner): Promise<void> {
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
