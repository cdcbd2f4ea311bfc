import type { MarkChange } from '../../../contract';
import { hasStar } from '../../../core/vocabulary/marks';
import { createStore } from '../../base/kept/store';
import { complain } from '../../base/studio/announce';
import { studio } from '../../base/studio/connection';
import { GallerySession } from '../session';
import { markWords } from './mark-words';
import type { MarkedPages } from './marked-pages';

/** What a person is about to write, and on which images. */
export interface Marking {
  readonly kind: 'tags' | 'note';
  readonly ids: Int32Array<ArrayBuffer>;
}

/** What is asked of the pages, whatever else their tiles tell. */
type Pages = Pick<
  MarkedPages<{ readonly marks: Uint8Array }>,
  'want' | 'marks' | 'isKnown' | 'readAll' | 'outdate' | 'expectStars'
>;

type Marked = Parameters<typeof markWords>[0];

/** A gallery whose images are given stars, tags and notes. */
export abstract class MarkingSession extends GallerySession {
  /** The dialog that is open; null where none is. */
  readonly marking = createStore<Marking | null>(null);

  abstract override readonly pages: Pages | null;
  /** Marks were changed here: what can be undone is no longer what it was. */
  protected abstract marked(marked: Marked, images: number): void;

  /** Opens the dialog that writes on the chosen images. */
  async mark(kind: Marking['kind']): Promise<void> {
    const ids = await this.#chosenImages();
    if (ids.length > 0) this.marking.set({ kind, ids });
  }

  /** Gives the chosen images a star, or takes it away where all have one. */
  async star(): Promise<void> {
    const rows = this.chosen;
    const ids = await this.#chosenImages();
    const { pages } = this;
    if (!pages || ids.length === 0) return;
    const on = !rows.every((row) => hasStar(pages.marks[row]));
    pages.expectStars(rows, on);
    await this.changeMarks(ids, { kind: 'star', on });
  }

  /** One undoable step. */
  async changeMarks(ids: Int32Array<ArrayBuffer>, change: MarkChange, name = ''): Promise<void> {
    try {
      const { changed } = await this.inOrder(() => studio.marks.set({ ids, change }));
      const told = change.kind === 'tag' ? ({ kind: 'tag', on: change.on, name } as const) : change;
      this.pages?.outdate();
      if (changed > 0) this.marked(told, changed);
      const words = markWords(told, changed);
      if (changed > 1) this.sayDone(words);
      else if (change.kind !== 'star') this.say(words);
    } catch (error) {
      complain(error);
      this.pages?.outdate();
    }
  }

  /** Some of the chosen rows may never have been loaded: their images are not known before. */
  async #chosenImages(): Promise<Int32Array<ArrayBuffer>> {
    const { chosen, pages } = this;
    if (!pages) return new Int32Array();
    if (chosen.some((row) => !pages.isKnown(row))) await pages.readAll(chosen, new AbortController().signal);
    return chosen.map((row) => this.imageOf(row)).filter((id) => id > 0);
  }

  override leave(): void {
    super.leave();
    this.marking.set(null);
  }
}
