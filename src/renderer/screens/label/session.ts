import type { LabelOrder, LabelView } from '../../../contract';
import { createStore } from '../../base/store';
import { complain } from '../../base/studio/announce';
import { studio } from '../../base/studio/connection';
import type { Layout } from '../../gallery/layout';
import { nothing, only, type Selection, selectedRows } from '../../gallery/selection';
import { TileStore } from './tile-store';

/** Which images are shown, and how. */
export interface Look {
  readonly view: LabelView;
  readonly order: LabelOrder;
  readonly seed: number;
  readonly classId: number | null;
}

/** Images in order, with what is known of them. */
export interface Shown {
  readonly ids: Int32Array;
  readonly tiles: TileStore;
}

/** The work of labelling, for as long as its screen is shown. */
export class Session {
  readonly look = createStore<Look>({ view: 'unlabelled', order: 'random', seed: 1, classId: null });
  readonly shown = createStore<Shown | null>(null);
  readonly ordering = createStore(false);
  readonly selection = createStore<Selection>(nothing);
  /** Counts up when tiles can be drawn anew. */
  readonly drawn = createStore(0);
  /** Counts up when the focus was moved by a key: the grid follows. */
  readonly followed = createStore(0);
  layout: { readonly layout: Layout; readonly view: number } | null = null;
  #question = 0;

  /** Images that a key is about: the selected ones. */
  get chosen(): Int32Array {
    const shown = this.shown.get();
    return shown ? selectedRows(this.selection.get(), shown.ids) : new Int32Array();
  }

  /** Shows other images, or the same in another order. */
  async ask(change: Partial<Look> = {}): Promise<void> {
    const look = { ...this.look.get(), ...change };
    this.look.set(look);
    const question = ++this.#question;
    this.ordering.set(true);
    try {
      const { view, order, seed, classId } = look;
      const ids = await studio.label.query({ view, order, seed, classId: classId ?? undefined });
      if (question !== this.#question) return;
      this.selection.set(ids.length > 0 ? only(0) : nothing);
      this.shown.set({ ids, tiles: this.#tilesFor(ids) });
    } catch (error) {
      if (question === this.#question) complain(error);
    } finally {
      if (question === this.#question) this.ordering.set(false);
    }
  }

  /** Gives the chosen images a class, or takes their labels away; then the next image without a label is chosen. */
  give(classId: number | null): Promise<void> {
    const ids = this.chosen;
    if (ids.length === 0) return Promise.resolve();
    const stored = this.#set(ids, classId);
    if (classId !== null) this.#goOn();
    return stored;
  }

  /** Gives each chosen image the class that the newest model takes it for. */
  async accept(): Promise<void> {
    const tiles = this.shown.get()?.tiles;
    const byClass = new Map<number, number[]>();
    for (const id of this.chosen) {
      const guess = tiles?.guesses[id] ?? 0;
      if (guess > 0) byClass.set(guess, [...(byClass.get(guess) ?? []), id]);
    }
    if (byClass.size === 0) return;
    this.#goOn();
    for (const [classId, ids] of byClass) await this.#set(Int32Array.from(ids), classId);
  }

  /** Takes the last step back, or brings it back; the images that it changed are chosen where they are shown. */
  async step(direction: 'undo' | 'redo'): Promise<void> {
    await studio.label[direction]();
    this.shown.get()?.tiles.outdate();
  }

  moveTo(selection: Selection): void {
    this.selection.set(selection);
    this.followed.set(this.followed.get() + 1);
  }

  async #set(ids: Int32Array, classId: number | null): Promise<void> {
    const tiles = this.shown.get()?.tiles;
    tiles?.guess(ids, classId ?? 0);
    try {
      await studio.label.set({ ids: Int32Array.from(ids), classId });
    } catch (error) {
      complain(error);
      tiles?.outdate();
    }
  }

  /** To the next image after the chosen ones that has no label, where such are shown. */
  #goOn(): void {
    const shown = this.shown.get();
    const last = this.selection.get().ranges.at(-1);
    if (!shown || !last || this.look.get().view !== 'unlabelled') return;
    const { ids, tiles } = shown;
    let next = last.to;
    while (next < ids.length && tiles.classIds[ids[next]] > 0) next++;
    this.moveTo(only(Math.min(next, ids.length - 1)));
  }

  #tilesFor(ids: Int32Array): TileStore {
    const largest = ids.reduce((most, id) => Math.max(most, id), 0);
    return new TileStore(largest, {
      tiles: (asked) => studio.label.tiles({ ids: asked }),
      changed: () => this.drawn.set(this.drawn.get() + 1),
      failed: complain,
    });
  }
}
