import { decisions, flagBit } from '../../../../core/review';
import { type SelectionState, selectionStates } from '../../../../core/selection';
import { i18n } from '../../../base/strings';
import { captionFrom } from '../../../gallery/layout';
import { div, type GridScene, PictureTile, span, type TileClass } from '../../../gallery/picture-tile';
import { tilePercent } from '../../../gallery/scene';
import type { TileStore } from '../tile-store';
import classes from './Tile.module.css';

/** All that tiles of the review are drawn from. */
export interface TileScene extends GridScene {
  readonly tiles: TileStore;
  readonly classes: ReadonlyMap<number, TileClass>;
  /** The threshold that a handle is being dragged to: tiles show what it would do. */
  readonly dragged: number | null;
}

const flags = ['ood', 'below-threshold', 'changed', 'disagrees'] as const;

/** An image with the class that it is used for, its flags and a person's decision. */
export class Tile extends PictureTile<TileScene> {
  readonly #copies = span(classes.copies);
  readonly #decision = icon(classes.decision, 'none');

  constructor() {
    super();
    this.element.classList.add(classes.tile);
    this.name.classList.add(classes.name);
    const badges = div(classes.badges);
    for (const flag of flags) badges.append(icon(classes[flag], flag));
    badges.append(this.#copies);
    this.picture.append(badges, this.#decision);
  }

  protected versionOf({ tiles }: TileScene, row: number): number {
    return tiles.versions[row];
  }

  protected imageOf({ tiles }: TileScene, row: number): number {
    return tiles.imageIds[row];
  }

  protected write(scene: TileScene, row: number, isKnown: boolean): void {
    const { tiles, classes: known, layout, dragged } = scene;
    const { dataset, style } = this.element;
    if (!isKnown) {
      this.element.setAttribute('aria-label', i18n.t('review.tile.loading'));
      this.name.textContent = '';
      this.confidence.textContent = '';
      return;
    }
    const its = known.get(tiles.classIds[row]);
    const decision = decisions[tiles.decisions[row] - 1];
    const stored = selectionStates[tiles.states[row]];
    const state = decision || dragged === null ? stored : stateAt(dragged, stored, tiles.confidence[row]);
    const percent = tilePercent(tiles.confidence[row]);
    dataset.state = state;
    dataset.decision = decision ?? 'none';
    dataset.size = layout.tileWidth >= captionFrom ? 'full' : 'small';
    dataset.flags = flags.filter((flag) => tiles.flags[row] & flagBit(flag)).join(' ');
    style.setProperty('--class-color', its?.color ?? 'transparent');
    this.name.textContent = its?.name ?? '';
    this.confidence.textContent = percent;
    const copies = tiles.copies[row];
    this.#copies.textContent = copies > 1 ? `×${copies}` : '';
    this.#decision.firstElementChild?.setAttribute('href', `#review-icon-${decision ?? 'none'}`);
    const words = [its?.name, percent, wordOfState(state), decision && wordOfDecision(decision)];
    this.element.setAttribute('aria-label', words.filter(Boolean).join(', '));
  }
}

/** What a threshold would make of an image, as far as that can be told without the others. */
function stateAt(threshold: number, stored: SelectionState, confidence: number): SelectionState {
  if (confidence < Math.fround(threshold)) return 'below-threshold';
  return stored === 'below-threshold' ? 'kept' : stored;
}

function wordOfState(state: (typeof selectionStates)[number]): string {
  return i18n.t(`review.states.${state}`);
}

function wordOfDecision(decision: (typeof decisions)[number]): string {
  return i18n.t(`review.decisions.${decision}`);
}

/** An icon of `TileIcons`. */
function icon(className: string, name: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', className);
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#review-icon-${name}`);
  svg.append(use);
  return svg;
}
