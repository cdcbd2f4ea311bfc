import { createStore } from '../../base/kept/store';
import { copyPaths, showInFolder } from '../../base/pictures/image-file';
import { i18n } from '../../base/strings';
import { count } from '../../base/words/format';
import type { GridLayout, GridPoint, Group } from '../layout/layout';
import {
  all,
  among,
  countSelected,
  isSelected,
  nothing,
  only,
  rangesWhere,
  selectedRows,
  type TileSelection,
} from '../layout/selection';
import type { PickableClass } from '../side/ClassPicker';
import { wholeInSight } from '../zoom/zoom';
import { Zooming } from '../zoom/zooming';
import { Turns } from './turns';

/** What a gallery shows. */
export interface Shown {
  /**
   * Rows in the order shown. A row is the key by which pages are requested: an image id in the project, or a
   * row of a labelling.
   */
  readonly rows: Int32Array;
  readonly groups: readonly Group[] | null;
  /** Whether the grid scrolls to its beginning, stays where it is, or scrolls to the focused image. */
  readonly scroll: 'top' | 'stay' | 'focus';
}

/** The part of `PageStore` that every gallery needs. */
interface Pages {
  want(rows: readonly Int32Array[]): void;
}

/** What was just assigned to an image that no longer has the focus. */
export interface Given {
  readonly imageId: number;
  readonly words: string;
  readonly color?: string;
}

/** The greatest number of images shown side by side. */
const comparedAtMost = 4;

/** Changes elsewhere come in bursts: the gallery is refreshed when they pause. */
const restMs = 300;

/** How long a short message is shown; longer when it offers to undo. */
const noticeMs = 3500;
const undoMs = 8000;

/** A message below the images. */
interface SaidWords {
  readonly words: string;
  /** Whether it is about the last action, so that a button beside it undoes that action. */
  readonly undoes: boolean;
}

/**
 * The state of a gallery: what is shown, selected and focused. Every action is about the images that a person
 * sees chosen when it starts, and nothing else.
 */
export abstract class GallerySession {
  readonly shown = createStore<Shown | null>(null);
  readonly selection = createStore<TileSelection>(nothing);
  /** A counter that grows whenever tiles must be redrawn. */
  readonly drawn = createStore(0);
  /** A counter that grows when the focus moved to a place that may be out of sight. */
  readonly followed = createStore(0);
  /** Whether the large view is open. */
  readonly large = createStore(false);
  /** The zoom of the large view. */
  readonly zooming = new Zooming();
  /** The rows that the large view shows side by side; empty if it shows a single image. */
  readonly compared = createStore<Int32Array>(new Int32Array());
  /** What the last action in the large view assigned, and to which image; null if that image is still shown. */
  readonly given = createStore<Given | null>(null);
  /** The text in the class picker; null while the picker is closed. */
  readonly picked = createStore<string | null>(null);
  /** Where the context menu is open, in pixels of the window. */
  readonly menu = createStore<GridPoint | null>(null);
  /** A short message below the images about the last action. */
  readonly notice = createStore<SaidWords | null>(null);
  /** The project's classes, as the screen knows them. */
  classes: readonly PickableClass[] = [];
  readonly turns = new Turns();
  /** Set by the mounted grid: keys move through it. */
  layout: { readonly layout: GridLayout; readonly view: number } | null = null;
  /** The grid's scroll position when its screen was left. */
  gridLeft: { readonly shown: Shown | null; readonly offset: number } | null = null;
  #stored: Promise<unknown> = Promise.resolve();
  #storing = 0;
  #clearing: ReturnType<typeof setTimeout> | undefined;
  #isEntered = false;
  #isOutdated = false;
  #catchingUp: ReturnType<typeof setTimeout> | undefined;

  /** The page store; null before anything is shown. */
  abstract readonly pages: Pages | null;
  /** The image id of a row; 0 if it is not known yet. */
  abstract imageOf(row: number): number;
  /** Asks again for the current view and shows the answer. */
  abstract showAnew(): Promise<void>;
  /** Undoes the last step, or redoes it, and selects the images that it was about. */
  abstract step(direction: 'undo' | 'redo'): Promise<void>;

  /** The rows that an action is about: the visible one in the large view, else the selected ones. */
  get chosen(): Int32Array<ArrayBuffer> {
    const shown = this.shown.get();
    if (!shown) return new Int32Array();
    const selection = this.selection.get();
    if (this.large.get()) return shown.rows.slice(selection.focus, selection.focus + 1);
    return selectedRows(selection, shown.rows);
  }

  /** How many rows an action is about. */
  get chosenCount(): number {
    const rows = this.shown.get()?.rows.length ?? 0;
    return this.large.get() ? Math.min(1, rows) : countSelected(this.selection.get());
  }

  /** The focused row; null if nothing is shown. */
  get focusRow(): number | null {
    return this.shown.get()?.rows[this.selection.get().focus] ?? null;
  }

  /** Moves the focus by keyboard; the grid scrolls along. */
  moveTo(selection: TileSelection): void {
    this.selection.set(selection);
    this.followed.set(this.followed.get() + 1);
  }

  /** Clears the selection and closes the large view. */
  chooseNothing(): void {
    this.large.set(false);
    this.selection.set({ ...this.selection.get(), ranges: [] });
  }

  /** Selects all shown rows that still fit the filter: those decided since then are left out. */
  abstract chooseAll(): Promise<void> | undefined;

  protected chooseWhere(has: ((row: number) => boolean) | null): void {
    const rows = this.shown.get()?.rows ?? new Int32Array();
    const selection = this.selection.get();
    this.large.set(false);
    this.selection.set(has ? { ...selection, ranges: rangesWhere(rows, has) } : all(selection, rows.length));
  }

  /** Opens or closes the large view. If two to four images are selected, it shows all of them side by side. */
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

  /** The positions that the large view shows: the focused one, and those shown beside it. */
  get panes(): readonly number[] {
    const { focus } = this.selection.get();
    const [rows, compared] = [this.shown.get()?.rows, this.compared.get()];
    const focused = this.focusRow;
    if (!rows || focused === null || !compared.includes(focused)) return [focus];
    return [...compared].map((row) => rows.indexOf(row)).filter((position) => position >= 0);
  }

  /** Moves the focus to one of the images that the large view shows; the selection stays as it is. */
  lookAt(position: number): void {
    this.moveTo({ ...this.selection.get(), focus: position });
  }

  /** Called when an action in the large view has moved on to another image: says what it did to the earlier one. */
  protected tellGiven(given: Given): void {
    if (this.large.get()) this.given.set(given);
  }

  /** Copies the paths of the chosen images to the clipboard, one per line. */
  async copyPaths(): Promise<void> {
    const paths = await copyPaths(Array.from(this.chosen, (row) => this.imageOf(row)));
    if (paths > 0) this.say(i18n.t('gallery.copied', { count: paths, n: count(paths) }));
  }

  /** Shows the file of the focused image in the system's file manager. */
  async showInFolder(): Promise<void> {
    if (this.focusRow !== null) await showInFolder(this.imageOf(this.focusRow));
  }

  /** Opens the class picker with the typed text, if there are images to label. */
  pick(text: string): void {
    if (this.chosenCount > 0) this.picked.set(text);
  }

  /** Called when the project was changed elsewhere: the gallery is refreshed shortly after, or when its screen is next shown. */
  outdate(): void {
    this.#isOutdated = true;
    clearTimeout(this.#catchingUp);
    if (this.#isEntered) this.#catchingUp = setTimeout(() => this.#catchUp(true), restMs);
  }

  #catchUp(inSight: boolean): void {
    this.#isOutdated = false;
    this.catchUp(inSight);
  }

  /**
   * Refreshes what is shown from the project. `inSight` means that a person is looking, so that nothing may
   * move under their hands.
   */
  protected abstract catchUp(inSight: boolean): void;

  /** Called when its screen is shown. */
  enter(): void {
    this.#isEntered = true;
    if (this.#isOutdated) this.#catchUp(false);
  }

  /** Called when its screen is left. */
  leave(): void {
    this.#isEntered = false;
    clearTimeout(this.#catchingUp);
    this.large.set(false);
    this.picked.set(null);
    this.menu.set(null);
    this.notice.set(null);
    this.turns.drop();
  }

  /** Shows a short message, which replaces an older one. */
  say(words: string): void {
    this.#say({ words, undoes: false });
  }

  /** Shows a message about an action on several images, with a button that undoes the action as long as it is the last one. */
  protected sayDone(words: string): void {
    this.#say({ words, undoes: !this.isStoring });
  }

  #say(said: SaidWords): void {
    this.notice.set(said);
    clearTimeout(this.#clearing);
    this.#clearing = setTimeout(() => this.notice.set(null), said.undoes ? undoMs : noticeMs);
  }

  /**
   * Selects the rows that an undo or redo was about, so that the next action is about them. If they are not
   * shown, the view is requested again; if they are still missing, nothing is selected. Returns whether they
   * are shown.
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

  /** Changes are sent to the studio one after the other, however fast keys are pressed. */
  protected inOrder<T>(call: () => Promise<T>): Promise<T> {
    this.#storing++;
    // The button of this message would now undo another action than the one that the message is about.
    if (this.notice.get()?.undoes) this.notice.set(null);
    const done = this.#stored.then(call);
    const end = () => {
      this.#storing--;
    };
    this.#stored = done.then(end, end);
    return done;
  }

  /** Whether a change is being stored. */
  protected get isStoring(): boolean {
    return this.#storing > 0;
  }

  /** Resolves once every change so far is stored, or has failed. */
  protected get stored(): Promise<unknown> {
    return this.#stored;
  }

  protected drawAnew(): void {
    this.drawn.set(this.drawn.get() + 1);
  }

  /**
   * Selects only this position, or nothing if it is null. Among images side by side, focuses the next one; the focus stays on the last one.
   */
  protected goOnTo(position: number | null): void {
    const panes = this.large.get() ? this.panes : [];
    if (panes.length > 1) this.lookAt(panes[panes.indexOf(this.selection.get().focus) + 1] ?? panes.at(-1));
    else if (position === null) this.chooseNothing();
    else this.moveTo(only(position));
  }
}
