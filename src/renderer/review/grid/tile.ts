import { decisions, flagBit } from '../../../core/review';
import { type SelectionState, selectionStates } from '../../../core/selection';
import { i18n } from '../../strings';
import type { TileStore } from '../tile-store';
import { captionFrom, type Layout, placeOf } from './layout';
import classes from './Tile.module.css';

/** What a tile must know of a class. */
export interface TileClass {
  readonly name: string;
  readonly color: string;
}

/** All that tiles are drawn from. */
export interface TileScene {
  readonly layout: Layout;
  readonly rows: Int32Array;
  readonly tiles: TileStore;
  readonly classes: ReadonlyMap<number, TileClass>;
  readonly percents: readonly string[];
  /** Pixels that pictures are asked for. */
  readonly pictureSize: number;
  /** The threshold that a handle is being dragged to: tiles show what it would do. */
  readonly dragged: number | null;
}

const flags = ['ood', 'below-threshold', 'changed', 'disagrees'] as const;

/** One tile of the grid: an element that is used again for other images, and touched only where something changed. */
export class Tile {
  readonly element = document.createElement('div');
  readonly #image = new Image();
  readonly #name = span(classes.name);
  readonly #confidence = span(classes.confidence);
  readonly #copies = span(classes.copies);
  readonly #decision = icon(classes.decision, 'none');
  #position = -1;
  #row = -1;
  #version = -1;
  #picture = '';
  #selected = false;
  #focused = false;
  #origin = Number.NaN;
  #scene: TileScene | null = null;

  constructor() {
    const { element } = this;
    element.className = classes.tile;
    element.setAttribute('role', 'option');
    element.dataset.testid = 'tile';
    const picture = div(classes.picture);
    this.#image.draggable = false;
    this.#image.alt = '';
    this.#image.decoding = 'async';
    this.#image.onload = () => this.#loaded();
    this.#image.onerror = () => {
      if (this.#picture) element.dataset.picture = 'broken';
    };
    const badges = div(classes.badges);
    for (const flag of flags) badges.append(icon(classes[flag], flag));
    badges.append(this.#copies);
    picture.append(this.#image, badges, this.#decision);
    const caption = div(classes.caption);
    caption.append(span(classes.swatch), this.#name, this.#confidence);
    element.append(picture, caption);
  }

  get position(): number {
    return this.#position;
  }

  /** Draws an image of the scene. `origin` is the height that the container stands for; pictures may be left for later. */
  draw(scene: TileScene, position: number, origin: number, pictures: boolean): void {
    const row = scene.rows[position];
    const moved = this.#position !== position || this.#scene?.layout !== scene.layout;
    this.#position = position;
    if (moved || this.#origin !== origin) this.#place(scene, position, origin);
    const version = scene.tiles.versions[row];
    if (row !== this.#row || version !== this.#version || scene !== this.#scene) {
      this.#scene = scene;
      this.#row = row;
      this.#version = version;
      this.#write(scene, row);
    }
    this.#show(scene, row, pictures);
  }

  mark(selected: boolean, focused: boolean): void {
    if (selected !== this.#selected || !this.element.hasAttribute('aria-selected')) {
      this.#selected = selected;
      this.element.setAttribute('aria-selected', String(selected));
    }
    if (focused !== this.#focused) {
      this.#focused = focused;
      this.element.toggleAttribute('data-focused', focused);
    }
  }

  /** Out of sight, until it is drawn again. */
  hide(): void {
    this.element.style.display = 'none';
    this.#position = -1;
    this.#load('');
  }

  #place({ layout, rows }: TileScene, position: number, origin: number): void {
    const { style } = this.element;
    const { x, y } = placeOf(layout, position);
    this.#origin = origin;
    style.display = '';
    style.transform = `translate(${x}px, ${y - origin}px)`;
    style.width = `${layout.tileWidth}px`;
    style.height = `${layout.tileHeight}px`;
    this.element.id = `tile-${position}`;
    this.element.setAttribute('aria-posinset', String(position + 1));
    this.element.setAttribute('aria-setsize', String(rows.length));
  }

  /** Words and colours of a row. */
  #write({ tiles, classes: known, percents, layout, dragged }: TileScene, row: number): void {
    const { dataset, style } = this.element;
    dataset.row = String(row);
    if (!tiles.isKnown(row)) {
      dataset.known = 'false';
      this.element.setAttribute('aria-label', i18n.t('review.tile.loading'));
      this.#name.textContent = '';
      this.#confidence.textContent = '';
      return;
    }
    const its = known.get(tiles.classIds[row]);
    const decision = decisions[tiles.decisions[row] - 1];
    const stored = selectionStates[tiles.states[row]];
    const state = decision || dragged === null ? stored : stateAt(dragged, stored, tiles.confidence[row]);
    const percent = percents[Math.round(tiles.confidence[row] * 1000)] ?? '–';
    dataset.known = 'true';
    dataset.state = state;
    dataset.decision = decision ?? 'none';
    dataset.size = layout.tileWidth >= captionFrom ? 'full' : 'small';
    dataset.flags = flags.filter((flag) => tiles.flags[row] & flagBit(flag)).join(' ');
    style.setProperty('--class-color', its?.color ?? 'transparent');
    this.#name.textContent = its?.name ?? '';
    this.#confidence.textContent = percent;
    const copies = tiles.copies[row];
    this.#copies.textContent = copies > 1 ? `×${copies}` : '';
    this.#decision.firstElementChild?.setAttribute('href', `#review-icon-${decision ?? 'none'}`);
    const words = [its?.name, percent, wordOfState(state), decision && wordOfDecision(decision)];
    this.element.setAttribute('aria-label', words.filter(Boolean).join(', '));
  }

  #show({ tiles, pictureSize }: TileScene, row: number, pictures: boolean): void {
    const wanted = tiles.isKnown(row) ? `studio://image/${tiles.imageIds[row]}?size=${pictureSize}` : '';
    if (wanted === this.#picture) return;
    if (wanted && !pictures) this.#load('');
    else this.#load(wanted);
  }

  #load(picture: string): void {
    if (picture === this.#picture) return;
    this.#picture = picture;
    // The old picture must not stand above another image's name.
    this.element.dataset.picture = 'waiting';
    if (picture) this.#image.src = picture;
    else this.#image.removeAttribute('src');
  }

  #loaded(): void {
    const { naturalWidth, naturalHeight } = this.#image;
    const shown = (this.#scene?.layout.tileWidth ?? 0) * devicePixelRatio;
    this.element.dataset.picture = Math.max(naturalWidth, naturalHeight) * 2 < shown ? 'pixels' : 'smooth';
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

function div(className: string): HTMLDivElement {
  const element = document.createElement('div');
  element.className = className;
  return element;
}

function span(className: string): HTMLSpanElement {
  const element = document.createElement('span');
  element.className = className;
  return element;
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
