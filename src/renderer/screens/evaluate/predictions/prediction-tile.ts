import { div, type GridScene, PictureTile, type TileClass } from '../../../gallery/grid/picture-tile';
import { captionFrom } from '../../../gallery/layout/layout';
import { tilePercent } from '../../../gallery/layout/scene';
import styles from './PredictionTile.module.css';
import type { PredictionSession } from './prediction-session';

export interface PredictionScene extends GridScene {
  readonly session: PredictionSession;
  readonly classes: ReadonlyMap<number, TileClass>;
  /** The text of a tile for screen readers, its label, and whether that was changed since the measurement. */
  readonly words: (row: number) => {
    readonly all: string;
    readonly label: string;
    readonly changed: boolean;
  };
}

/** Draws an image with its prediction and label. Rows are indices among the predictions. */
export class PredictionTile extends PictureTile<PredictionScene> {
  readonly #label = div(styles.label);

  constructor() {
    super();
    this.element.append(this.#label);
  }

  protected versionOf({ session }: PredictionScene, row: number): number {
    // All but the present label is known at once.
    return session.pages.versions[row] + 1;
  }

  protected imageOf({ session }: PredictionScene, row: number): number {
    return session.imageOf(row);
  }

  protected write({ session, classes, layout, words }: PredictionScene, row: number): void {
    const { classId, confidence } = session.predictions[row];
    const said = classes.get(classId);
    const { all, label, changed } = words(row);
    const { dataset, style } = this.element;
    dataset.size = layout.tileWidth >= captionFrom ? 'full' : 'small';
    dataset.changed = String(changed);
    style.setProperty('--class-color', said?.color ?? 'transparent');
    this.name.textContent = said?.name ?? '';
    this.confidence.textContent = tilePercent(confidence);
    this.#label.textContent = label;
    this.element.setAttribute('aria-label', all);
  }
}
