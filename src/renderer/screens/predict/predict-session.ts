import type { PredictedOrder, PredictedView } from '../../../contract';
import { predictedImageId } from '../../../core/vocabulary/predicted-images';
import { createStore } from '../../base/kept/store';
import { complain } from '../../base/studio/announce';
import { studio } from '../../base/studio/connection';
import { nothing, only } from '../../gallery/layout/selection';
import { GallerySession } from '../../gallery/session/session';
import { PredictPages } from './predict-pages';

/** Which of the predicted images are shown, and in which order. */
export interface PredictChoice {
  readonly classId: number | null;
  readonly least: number;
  readonly most: number;
  readonly domain: 'all' | 'inside' | 'outside';
  readonly search: string;
  readonly order: PredictedOrder;
}

export const everyImage: PredictChoice = {
  ...{ classId: null, least: 0, most: 1, domain: 'all', search: '', order: 'found' },
};

/** The filter in the form of a request to the studio. */
export const filterOf = ({ classId, least, most, domain, search }: PredictChoice) => ({
  classId: classId ?? undefined,
  ...{ least, most, search },
  flagged: domain === 'all' ? undefined : domain === 'outside',
});

/** A gallery of predictions that is only viewed. Rows are those of the prediction. */
export class PredictSession extends GallerySession {
  readonly choice = createStore<PredictChoice>(everyImage);
  readonly pages: PredictPages;
  #asked = 0;

  constructor(readonly prediction: PredictedView) {
    super();
    const { id: predictionId, images } = prediction;
    this.pages = new PredictPages(images, {
      tiles: (rows) => studio.predict.tiles({ predictionId, rows }),
      changed: () => this.drawAnew(),
      failed: complain,
    });
  }

  imageOf(row: number): number {
    return predictedImageId(this.prediction.id, row);
  }

  /** Shows other images, or the same ones in another order. */
  async ask(change: Partial<PredictChoice> = {}): Promise<void> {
    const choice = { ...this.choice.get(), ...change };
    this.choice.set(choice);
    const asked = ++this.#asked;
    try {
      const input = { predictionId: this.prediction.id, order: choice.order, ...filterOf(choice) };
      const rows = await studio.predict.query(input);
      if (asked !== this.#asked) return;
      this.large.set(this.large.get() && rows.length > 0);
      this.selection.set(rows.length > 0 ? only(0) : nothing);
      this.shown.set({ rows, groups: null, scroll: 'top' });
    } catch (error) {
      if (asked === this.#asked) complain(error);
    }
  }

  showAnew(): Promise<void> {
    return this.ask();
  }

  chooseAll(): undefined {
    this.chooseWhere(null);
  }

  /** A prediction does not change, and nothing is done here that could be undone. */
  protected catchUp(): void {}

  async step(): Promise<void> {}
}
