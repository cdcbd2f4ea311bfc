import type { PredictionView } from '../../../contract';
import { captionFrom } from '../../gallery/layout';
import { div, type GridScene, PictureTile, type TileClass } from '../../gallery/picture-tile';
import { tilePercent } from '../../gallery/scene';
import styles from './PredictionTile.module.css';

export interface PredictionScene extends GridScene {
  readonly predictions: readonly PredictionView[];
  readonly classes: ReadonlyMap<number, TileClass>;
  /** The text of a tile for screen readers, and its label. */
  readonly words: (prediction: PredictionView) => { readonly all: string; readonly label: string };
}

/** Draws an image with its prediction and label. Rows are indices among the predictions. */
export class PredictionTile extends PictureTile<PredictionScene> {
  readonly #label = div(styles.label);

  constructor() {
    super();
    this.element.append(this.#label);
  }

  protected versionOf(): number {
    return 1;
  }

  protected imageOf({ predictions }: PredictionScene, row: number): number {
    return predictions[row].imageId;
  }

  protected write({ predictions, classes, layout, words }: PredictionScene, row: number): void {
    const prediction = predictions[row];
    const said = classes.get(prediction.classId);
    const { all, label } = words(prediction);
    this.element.dataset.size = layout.tileWidth >= captionFrom ? 'full' : 'small';
    this.element.style.setProperty('--class-color', said?.color ?? 'transparent');
    this.name.textContent = said?.name ?? '';
    this.confidence.textContent = tilePercent(prediction.confidence);
    this.#label.textContent = label;
    this.element.setAttribute('aria-label', all);
  }
}
