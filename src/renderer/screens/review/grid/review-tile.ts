import { flagBit } from '../../../../core/review';
import { type SelectionState, selectionStates } from '../../../../core/selection';
import { decisions } from '../../../../core/vocabulary/decisions';
import { i18n } from '../../../base/strings';
import { div, type GridScene, PictureTile, span, type TileClass } from '../../../gallery/grid/picture-tile';
import { captionFrom } from '../../../gallery/layout/layout';
import { tilePercent } from '../../../gallery/layout/scene';
import { MarkBadge } from '../../../gallery/marks/mark-badge';
import type { ReviewPages } from '../session/review-pages';
import classes from './Tile.module.css';

/** All that tiles of the review are drawn from. */
export interface ReviewScene extends GridScene {
  readonly pages: ReviewPages;
  readonly classes: ReadonlyMap<number, TileClass>;
  /** The threshold of each class while one is moved: tiles show what it would change. */
  readonly dragged: ((classId: number) => number) | null;
}

const flags = ['ood', 'below-threshold', 'changed', 'disagrees'] as const;

/** Draws an image with its class, its flags and a person's decision. */
export class ReviewTile extends PictureTile<ReviewScene> {
  readonly #copies = span(classes.copies);
  readonly #decision = icon(classes.decision, 'none');
  readonly #marks = new MarkBadge();

  constructor() {
    super();
    this.element.classList.add(classes.tile);
    this.name.classList.add(classes.name);
    const badges = div(classes.badges);
    for (const flag of flags) badges.append(icon(classes[flag], flag));
    badges.append(this.#copies);
    this.picture.append(badges, this.#decision, this.#marks.element);
  }

  protected versionOf({ pages }: ReviewScene, row: number): number {
    return pages.versions[row];
  }

  protected imageOf({ pages }: ReviewScene, row: number): number {
    return pages.imageIds[row];
  }

  protected write(scene: ReviewScene, row: number, isKnown: boolean): void {
    const { pages, classes: known, layout, dragged } = scene;
    const { dataset, style } = this.element;
    if (!isKnown) {
      this.element.setAttribute('aria-label', i18n.t('review.tile.loading'));
      this.name.textContent = '';
      this.confidence.textContent = '';
      this.#marks.write(0);
      return;
    }
    const its = known.get(pages.classIds[row]);
    const decision = decisions[pages.decisions[row] - 1];
    const stored = selectionStates[pages.states[row]];
    const state =
      decision || dragged === null
        ? stored
        : stateAt(dragged(pages.classIds[row]), stored, pages.confidence[row]);
    const sure = pages.confidenceShown(row);
    const percent = sure === null ? '' : tilePercent(sure);
    dataset.state = state;
    dataset.decision = decision ?? 'none';
    dataset.size = layout.tileWidth >= captionFrom ? 'full' : 'small';
    dataset.flags = flags.filter((flag) => pages.flags[row] & flagBit(flag)).join(' ');
    style.setProperty('--class-color', its?.color ?? 'transparent');
    this.name.textContent = its?.name ?? '';
    this.confidence.textContent = percent;
    const copies = pages.copies[row];
    this.#copies.textContent = copies > 1 ? `×${copies}` : '';
    this.#decision.firstElementChild?.setAttribute('href', `#review-icon-${decision ?? 'none'}`);
    const words = [
      ...[its?.name, percent, wordOfState(state), decision && wordOfDecision(decision)],
      ...this.#marks.write(pages.marks[row]),
    ];
    this.element.setAttribute('aria-label', words.filter(Boolean).join(', '));
  }
}

/** The state that a threshold would give an image, as far as this does not depend on the other images. */
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
