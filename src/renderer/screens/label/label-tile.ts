import { i18n } from '../../base/strings';
import { captionFrom } from '../../gallery/layout';
import { type GridScene, PictureTile, type TileClass } from '../../gallery/picture-tile';
import { tilePercent } from '../../gallery/scene';
import classes from './LabelTile.module.css';
import type { TileStore } from './tile-store';

export interface LabelScene extends GridScene {
  readonly tiles: TileStore;
  readonly classes: ReadonlyMap<number, TileClass>;
}

/** An image with its label, or with what the newest model takes it for. Rows of the grid are ids of images. */
export class LabelTile extends PictureTile<LabelScene> {
  constructor() {
    super();
    this.element.classList.add(classes.tile);
  }

  protected versionOf({ tiles }: LabelScene, id: number): number {
    return tiles.versions[id];
  }

  protected imageOf(_: LabelScene, id: number): number {
    return id;
  }

  protected write({ tiles, classes: known, layout }: LabelScene, id: number, isKnown: boolean): void {
    const { dataset, style } = this.element;
    const label = isKnown ? known.get(tiles.classIds[id]) : undefined;
    const guess = isKnown && !label ? known.get(tiles.guesses[id]) : undefined;
    const percent = guess ? tilePercent(tiles.confidence[id]) : '';
    dataset.size = layout.tileWidth >= captionFrom ? 'full' : 'small';
    dataset.label = label ? 'given' : guess ? 'guess' : 'none';
    dataset.heldOut = String(tiles.heldOut[id] === 1);
    style.setProperty('--class-color', label?.color ?? 'transparent');
    this.name.textContent = label?.name ?? (guess ? `${guess.name}?` : '');
    this.confidence.textContent = percent;
    const words = [
      label?.name ?? i18n.t(isKnown ? 'label.none' : 'label.loading'),
      guess && i18n.t('label.guess', { name: guess.name, percent }),
      tiles.heldOut[id] === 1 && i18n.t('label.heldOut'),
    ];
    this.element.setAttribute('aria-label', words.filter(Boolean).join(', '));
  }
}
