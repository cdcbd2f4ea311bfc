import { i18n } from '../../../base/strings';
import { type GridScene, PictureTile, type TileClass } from '../../../gallery/grid/picture-tile';
import { captionFrom } from '../../../gallery/layout/layout';
import { tilePercent } from '../../../gallery/layout/scene';
import { MarkBadge } from '../../../gallery/marks/mark-badge';
import type { LabelPages } from '../session/label-pages';
import classes from './LabelTile.module.css';

export interface LabelScene extends GridScene {
  readonly pages: LabelPages;
  readonly classes: ReadonlyMap<number, TileClass>;
}

/** Draws an image with its label or the newest model's prediction. Rows of the grid are image ids. */
export class LabelTile extends PictureTile<LabelScene> {
  readonly #marks = new MarkBadge();

  constructor() {
    super();
    this.element.classList.add(classes.tile);
    this.picture.append(this.#marks.element);
  }

  protected versionOf({ pages }: LabelScene, id: number): number {
    return pages.versions[id];
  }

  protected imageOf(_: LabelScene, id: number): number {
    return id;
  }

  protected write({ pages, classes: known, layout }: LabelScene, id: number, isKnown: boolean): void {
    const { dataset, style } = this.element;
    const label = isKnown ? known.get(pages.classIds[id]) : undefined;
    const excluded = isKnown && pages.excluded[id] === 1;
    const guess = isKnown && !label && !excluded ? known.get(pages.guesses[id]) : undefined;
    const percent = guess ? tilePercent(pages.confidence[id]) : '';
    dataset.size = layout.tileWidth >= captionFrom ? 'full' : 'small';
    dataset.excluded = String(excluded);
    dataset.label = label ? 'given' : guess ? 'guess' : 'none';
    dataset.heldOut = String(pages.heldOut[id] === 1);
    style.setProperty('--class-color', label?.color ?? 'transparent');
    this.name.textContent = excluded
      ? i18n.t('exclude.tile')
      : (label?.name ?? (guess ? `${guess.name}?` : ''));
    this.confidence.textContent = percent;
    const words = [
      label?.name ?? i18n.t(isKnown ? 'label.none' : 'label.loading'),
      guess && i18n.t('label.guess', { name: guess.name, percent }),
      excluded && i18n.t('exclude.tile'),
      pages.heldOut[id] === 1 && i18n.t('label.heldOut'),
      ...this.#marks.write(isKnown ? pages.marks[id] : 0),
    ];
    this.element.setAttribute('aria-label', words.filter(Boolean).join(', '));
  }
}
