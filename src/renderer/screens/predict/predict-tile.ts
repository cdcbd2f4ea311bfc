import { i18n } from '../../base/strings';
import { div, type GridScene, PictureTile, type TileClass } from '../../gallery/grid/picture-tile';
import { captionFrom } from '../../gallery/layout/layout';
import { tilePercent } from '../../gallery/layout/scene';
import classes from './PredictTile.module.css';
import type { PredictPages } from './predict-pages';
import type { PredictSession } from './predict-session';

export interface PredictScene extends GridScene {
  readonly session: PredictSession;
  readonly pages: PredictPages;
  readonly classes: ReadonlyMap<number, TileClass>;
}

/** Draws a predicted image with its class, confidence and flag. */
export class PredictTile extends PictureTile<PredictScene> {
  readonly #flag = div(classes.flag);

  constructor() {
    super();
    this.picture.append(this.#flag);
  }

  protected versionOf({ pages }: PredictScene, row: number): number {
    return pages.versions[row];
  }

  protected imageOf({ session }: PredictScene, row: number): number {
    return session.imageOf(row);
  }

  protected write({ pages, classes: known, layout }: PredictScene, row: number, isKnown: boolean): void {
    const its = isKnown ? known.get(pages.classIds[row]) : undefined;
    const flagged = isKnown && pages.flagged[row] === 1;
    const percent = isKnown ? tilePercent(pages.confidence[row]) : '';
    this.element.dataset.size = layout.tileWidth >= captionFrom ? 'full' : 'small';
    this.element.dataset.flagged = String(flagged);
    this.element.style.setProperty('--class-color', its?.color ?? 'transparent');
    this.name.textContent = its?.name ?? '';
    this.confidence.textContent = percent;
    this.#flag.textContent = flagged ? i18n.t('predict.flagged') : '';
    const words = isKnown
      ? [its?.name, percent, flagged && i18n.t('predict.flagged'), pages.names[row]]
      : [i18n.t('predict.loading')];
    this.element.setAttribute('aria-label', words.filter(Boolean).join(', '));
  }
}
