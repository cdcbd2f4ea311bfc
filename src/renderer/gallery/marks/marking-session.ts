import type { MarkChange } from '../../../contract';
import { hasStar } from '../../../core/vocabulary/marks';
import { createStore } from '../../base/kept/store';
import { complain } from '../../base/studio/announce';
import { studio } from '../../base/studio/connection';
import { GallerySession } from '../session/session';
import { markWords } from './mark-words';
import type { MarkedPages } from './marked-pages';

/** The kind of marks that a person is about to change, and the images. */
export interface Marking {
  readonly kind: 'tags' | 'note';
  readonly ids: Int32Array<ArrayBuffer>;
}

/** What marking needs from the pages, whatever other data their tiles have. */
type Pages = Pick<
  MarkedPages<{ readonly marks: Uint8Array }>,
  'want' | 'marks' | 'isKnown' | 'readAll' | 'outdate' | 'expectStars'
>;

type Marked = Parameters<typeof markWords>[0];

/** A gallery whose images can have stars, tags and notes. */
export abstract class MarkingSession extends GallerySession {
  /** The dialog that is open; null if none is. */
  readonly marking = createStore<Marking | null>(null);

  abstract override readonly pages: Pages | null;
  /** Called after marks were changed here, because the steps that can be undone are different now. */
  protected abstract marked(marked: Marked, images: number): void;

  /** Opens the dialog that changes the tags or the notes of the chosen images. */
  async mark(kind: Marking['kind']): Promise<void> {
    const ids = await this.#chosenImages();
    if (ids.length > 0) this.marking.set({ kind, ids });
  }

  /** Gives the chosen images a star, or takes it away if all have one. */
  async star(): Promise<void> {
    const rows = this.chosen;
    const ids = await this.#chosenImages();
    const { pages } = this;
    if (!pages || ids.length === 0) return;
    const on = !rows.every((row) => hasStar(pages.marks[row]));
    pages.expectStars(rows, on);
    await this.changeMarks(ids, { kind: 'star', on });
  }

  /** Changes the marks of images, as one step that can be undone. */
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

  /** The ids of the chosen images. Rows that were never loaded are read first, since their images are not known. */
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
