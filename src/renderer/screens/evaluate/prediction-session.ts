import type { PredictionView } from '../../../contract';
import { only } from '../../gallery/selection';
import { GallerySession } from '../../gallery/session';

/** A read-only gallery of predictions, all of which are loaded. */
export class PredictionSession extends GallerySession {
  readonly pages = null;

  constructor(readonly predictions: readonly PredictionView[]) {
    super();
    const rows = Int32Array.from(predictions, (_, row) => row);
    this.shown.set({ rows, groups: null, scroll: 'top' });
  }

  imageOf(row: number): number {
    return this.predictions[row].imageId;
  }

  /** Moves the large picture one image forward or back. */
  go(step: number): void {
    const last = this.predictions.length - 1;
    this.moveTo(only(Math.max(0, Math.min(last, this.selection.get().focus + step))));
  }

  /** Stored predictions do not change. */
  protected catchUp(): void {}

  chooseAll(): undefined {}

  async showAnew(): Promise<void> {}

  async step(): Promise<void> {}
}
