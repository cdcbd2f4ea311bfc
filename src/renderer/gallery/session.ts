import { count } from '../base/format';
import { copyPaths, showInFolder } from '../base/image-file';
import { createStore } from '../base/store';
import { i18n } from '../base/strings';
import type { PickableClass } from './ClassPicker';
import { wholeInSight } from './large/zoom';
import { Zooming } from './large/zooming';
import type { Group, Layout, Point } from './layout';
import {
  all,
  among,
  countSelected,
  isSelected,
  nothing,
  only,
  rangesWhere,
  type Selection,
  selectedRows,
} from './selection';
import { Turns } from './turns';

/** What a gallery shows. */
export interface Shown {
  /** In order. A row is what pages are asked for: an image of the project, or of a labelling. */
  readonly rows: Int32Array;
  readonly groups: readonly Group[] | null;
  /** Whether the grid goes to its beginning, stays where it is, or goes to the image under the focus. */
  readonly scroll: 'top' | 'stay' | 'focus';
}

/** What is known of the rows, as far as every gallery needs it; see `PageStore`. */
interface Pages {
  want(rows: readonly Int32Array[]): void;
}

/** What was just done with an image that is no longer under the focus. */
export interface Given {
  readonly imageId: number;
  readonly words: string;
  readonly color?: string;
}

/** So many images are seen side by side. */
const comparedAtMost = 4;

/** Changes elsewhere come in swarms: what is shown follows when they rest. */
const restMs = 300;

/** How long a word about what was done is shown. */
const noticeMs = 3500;

/**
 * The work in a gallery: what is shown, selected and looked at. Every act is about the images that a person sees chosen, at the moment of
 * the act, and nothing else.
 */
export abstract class GallerySession {
  readonly shown = createStore<Shown | null>(null);
  readonly selection = createStore<Selection>(nothing);
  /** Counts up whenever tiles can be drawn anew. */
  readonly drawn = createStore(0);
  /** Counts up when the focus moved to where it may be out of sight. */
  readonly followed = createStore(0);
  /** The large view is open. */
  readonly large = createStore(false);
  /** How the large view looks at its images. */
  readonly zooming = new Zooming();
  /** Rows that the large view shows side by side; none where it shows one. */
  readonly compared = createStore<Int32Array>(new Int32Array());
  /** What the last act in the large view gave, and which image; null where the image is seen still. */
  readonly given = createStore<Given | null>(null);
  /** What is typed into the picker of classes; null while it is closed. */
  readonly picked = createStore<string | null>(null);
  /** Where the menu of actions is open, in pixels of the window. */
  readonly menu = createStore<Point | null>(null);
  /** A short word below the images about what was just done. */
  readonly notice = createStore<string | null>(null);
  /** The project's classes, as the screen knows them. */
  classes: readonly PickableClass[] = [];
  readonly turns = new Turns();
  /** Set by the grid while it is there: keys move by it. */
  layout: { readonly layout: Layout; readonly view: number } | null = null;
  /** Where the grid was left when another screen was shown. */
  gridLeft: { readonly shown: Shown | null; readonly offset: number } | null = null;
  #stored: Promise<unknown> = Promise.resolve();
  #storing = 0;
  #clearing: ReturnType<typeof setTimeout> | undefined;
  #isEntered = false;
  #isOutdated = false;
  #catchingUp: ReturnType<typeof setTimeout> | undefined;

  /** What is known of the rows; null before anything is shown. */
  abstract readonly pages: Pages | null;
  /** The image of a row; 0 where it is not known yet. */
  abstract imageOf(row: number): number;
  /** Asks again for what is shown, and shows the answer. */
  abstract showAnew(): Promise<void>;
  /** Takes the last step back, or brings it back; what it was about is chosen then. */
  abstract step(direction: 'undo' | 'redo'): Promise<void>;

  /** Rows that an act is about: in the large view the one that is seen, else those selected. */
  get chosen(): Int32Array<ArrayBuffer> {
    const shown = this.shown.get();
    if (!shown) return new Int32Array();
    const selection = this.selection.get();
    if (this.large.get()) return shown.rows.slice(selection.focus, selection.focus + 1);
    return selectedRows(selection, shown.rows);
  }

  /** How many rows an act is about. */
  get chosenCount(): number {
    const rows = this.shown.get()?.rows.length ?? 0;
    return this.large.get() ? Math.min(1, rows) : countSelected(this.selection.get());
  }

  /** The row under the focus; null where nothing is shown. */
  get focusRow(): number | null {
    return this.shown.get()?.rows[this.selection.get().focus] ?? null;
  }

  /** Moves the focus, by keys: the grid goes along. */
  moveTo(selection: Selection): void {
    this.selection.set(selection);
    this.followed.set(this.followed.get() + 1);
  }

  /** Leaves nothing chosen; the large view closes with it. */
  chooseNothing(): void {
    this.large.set(false);
    this.selection.set({ ...this.selection.get(), ranges: [] });
  }

  /** All that is shown and still belongs there: what was decided since is left out. */
  abstract chooseAll(): Promise<void> | undefined;

  protected chooseWhere(has: ((row: number) => boolean) | null): void {
    const rows = this.shown.get()?.rows ?? new Int32Array();
    const selection = this.selection.get();
    this.large.set(false);
    this.selection.set(has ? { ...selection, ranges: rangesWhere(rows, has) } : all(selection, rows.length));
  }

  /** Opens the large view, or closes it. Of two to four images that are selected it shows all, side by side. */
  look(): void {
    const opens = !this.large.get() && this.focusRow !== null;
    if (opens) this.#compareSelected();
    this.large.set(opens);
  }

  #compareSelected(): void {
    const selection = this.selection.get();
    const selected = countSelected(selection);
    const compares = selected > 1 && selected <= comparedAtMost;
    this.zooming.zoom.set(wholeInSight);
    this.given.set(null);
    this.compared.set(
      compares ? selectedRows(selection, this.shown.get()?.rows ?? new Int32Array()) : new Int32Array(),
    );
    if (compares && !isSelected(selection, selection.focus))
      this.selection.set({ ...selection, focus: selection.ranges[0].from });
  }

  /** Positions that the large view shows: the one under the focus, and those beside it. */
  get panes(): readonly number[] {
    const { focus } = this.selection.get();
    const [rows, compared] = [this.shown.get()?.rows, this.compared.get()];
    const focused = this.focusRow;
    if (!rows || focused === null || !compared.includes(focused)) return [focus];
    return [...compared].map((row) => rows.indexOf(row)).filter((position) => position >= 0);
  }

  /** Moves the focus in the large view to one of the images that it shows; what is selected stays so. */
  lookAt(position: number): void {
    this.moveTo({ ...this.selection.get(), focus: position });
  }

  /** In the large view the act went on to another image: what it did is said still. */
  protected tellGiven(given: Given): void {
    if (this.large.get()) this.given.set(given);
  }

  /** Puts the paths of what is chosen onto the clipboard, a line each. */
  async copyPaths(): Promise<void> {
    const paths = await copyPaths(Array.from(this.chosen, (row) => this.imageOf(row)));
    if (paths > 0) this.say(i18n.t('gallery.copied', { count: paths, n: count(paths) }));
  }

  /** Shows the file of the image under the focus in the system's file manager. */
  async showInFolder(): Promise<void> {
    if (this.focusRow !== null) await showInFolder(this.imageOf(this.focusRow));
  }

  /** Opens the picker of classes with what was typed, where there is something to give a class to. */
  pick(text: string): void {
    if (this.chosenCount > 0) this.picked.set(text);
  }

  /** The project changed elsewhere: what is shown follows, at once or when its screen is entered again. */
  outdate(): void {
    this.#isOutdated = true;
    clearTimeout(this.#catchingUp);
    if (this.#isEntered) this.#catchingUp = setTimeout(() => this.#catchUp(true), restMs);
  }

  #catchUp(inSight: boolean): void {
    this.#isOutdated = false;
    this.catchUp(inSight);
  }

  /** Brings what is shown in step with the project. `inSight`: a person is looking, so that nothing may move under their hands. */
  protected abstract catchUp(inSight: boolean): void;

  /** When its screen is shown. */
  enter(): void {
    this.#isEntered = true;
    if (this.#isOutdated) this.#catchUp(false);
  }

  /** When its screen is left. */
  leave(): void {
    this.#isEntered = false;
    clearTimeout(this.#catchingUp);
    this.large.set(false);
    this.picked.set(null);
    this.menu.set(null);
    this.notice.set(null);
    this.turns.drop();
  }

  /** A newer word takes the older one's place. */
  say(message: string): void {
    this.notice.set(message);
    clearTimeout(this.#clearing);
    this.#clearing = setTimeout(() => this.notice.set(null), noticeMs);
  }

  /**
   * Chooses the rows that a step went back to, so that the next act is about them. Where they are not shown (any more), what is shown is asked
   * for again; where they are not there either nothing stays chosen. Tells whether they are shown.
   */
  protected async goBackTo(rows: Int32Array): Promise<boolean> {
    this.given.set(null);
    if (rows.length === 0) return this.#choose(rows);
    const has = among(rows);
    const shows = this.shown.get()?.rows.reduce((sum, row) => sum + (has(row) ? 1 : 0), 0) ?? 0;
    if (shows < rows.length) await this.showAnew();
    return this.#choose(rows);
  }

  #choose(rows: Int32Array): boolean {
    const ranges = rangesWhere(this.shown.get()?.rows ?? new Int32Array(), among(rows));
    if (ranges.length === 0) {
      this.chooseNothing();
      return false;
    }
    this.moveTo({ ranges, anchor: ranges[0].from, focus: ranges[0].from });
    return true;
  }

  /** Changes go to the studio one after the other, however quick the keys. */
  protected inOrder<T>(call: () => Promise<T>): Promise<T> {
    this.#storing++;
    const done = this.#stored.then(call);
    const end = () => {
      this.#storing--;
    };
    this.#stored = done.then(end, end);
    return done;
  }

  /** Whether a change is on its way. */
  protected get isStoring(): boolean {
    return this.#storing > 0;
  }

  /** Once every change so far is stored, or has failed. */
  protected get stored(): Promise<unknown> {
    return this.#stored;
  }

  protected drawAnew(): void {
    this.drawn.set(this.drawn.get() + 1);
  }

  /** Only this place; nothing where there is no such place. Of images side by side the next one, and from the last one nowhere. */
  protected goOnTo(position: number | null): void {
    const panes = this.large.get() ? this.panes : [];
    if (panes.length > 1) this.lookAt(panes[panes.indexOf(this.selection.get().focus) + 1] ?? panes.at(-1));
    else if (position === null) this.chooseNothing();
    else this.moveTo(only(position));
  }
}
