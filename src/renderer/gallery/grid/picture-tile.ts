import { type GridLayout, placeOf } from '../layout/layout';
import classes from './PictureTile.module.css';
import { pictures } from './pictures';

/** What a tile must know of a class. */
export interface TileClass {
  readonly name: string;
  readonly color: string;
}

/** All that tiles are drawn from. */
export interface GridScene {
  readonly layout: GridLayout;
  readonly rows: Int32Array;
  /** The size in pixels in which pictures are requested. */
  readonly pictureSize: number;
}

/**
 * One tile of a grid: an element that is reused for other images and updated only where something changed.
 */
export abstract class PictureTile<S extends GridScene> {
  readonly element = document.createElement('div');
  /** Holds the image; badges go on top of it. */
  protected readonly picture = div(classes.picture);
  protected readonly name = span(classes.name);
  protected readonly confidence = span(classes.confidence);
  /** Called when its picture is loaded, or cannot be loaded. */
  onShown: () => void = () => {};
  readonly #image = new Image();
  #position = -1;
  #row = -1;
  #version = -1;
  /** Id of the image that is shown or awaited; 0 for none. */
  #imageId = 0;
  #pictureSize = 0;
  #takeBack = () => {};
  #shown = false;
  #selected = false;
  #focused = false;
  #origin = Number.NaN;
  #scene: S | null = null;

  constructor() {
    const { element } = this;
    element.className = classes.tile;
    element.setAttribute('role', 'option');
    element.dataset.testid = 'tile';
    this.#image.draggable = false;
    this.#image.alt = '';
    this.#image.decoding = 'async';
    this.#image.onload = () => this.#loaded();
    this.#image.onerror = () => {
      if (this.#imageId) this.#shows('broken');
    };
    this.picture.append(this.#image);
    const caption = div(classes.caption);
    caption.append(span(classes.swatch), this.name, this.confidence);
    element.append(this.picture, caption);
  }

  /** The row's version, which grows with every change; 0 while nothing is known of the row. */
  protected abstract versionOf(scene: S, row: number): number;
  /** The id of the row's image, which must be known. */
  protected abstract imageOf(scene: S, row: number): number;
  /** The text and colours of a row. */
  protected abstract write(scene: S, row: number, known: boolean): void;

  get position(): number {
    return this.#position;
  }

  /** Whether its picture is loaded, or cannot be loaded. */
  get shown(): boolean {
    return this.#shown;
  }

  /**
   * Draws an image of the scene. `origin` is the height in the grid at which the container lies; without
   * `mayAsk`, the picture is not requested yet.
   */
  draw(scene: S, position: number, origin: number, mayAsk: boolean): void {
    const row = scene.rows[position];
    const moved = this.#position !== position || this.#scene?.layout !== scene.layout;
    this.#position = position;
    if (moved || this.#origin !== origin) this.#place(scene, position, origin);
    const version = this.versionOf(scene, row);
    if (row !== this.#row || version !== this.#version || scene !== this.#scene) {
      this.#scene = scene;
      this.#row = row;
      this.#version = version;
      this.element.dataset.row = String(row);
      this.element.dataset.known = String(version > 0);
      this.write(scene, row, version > 0);
    }
    this.#show(scene, row, version > 0, mayAsk);
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

  /** Hides the tile until it is drawn again. */
  hide(): void {
    if (this.#position < 0) return;
    this.element.style.display = 'none';
    // Another tile may be drawn at its position: an id must be unique.
    this.element.removeAttribute('id');
    this.#position = -1;
    this.#load(0, 0);
  }

  #place({ layout, rows }: S, position: number, origin: number): void {
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

  #show(scene: S, row: number, known: boolean, mayAsk: boolean): void {
    const imageId = known ? this.imageOf(scene, row) : 0;
    if (imageId === this.#imageId && scene.pictureSize === this.#pictureSize) return;
    this.#load(mayAsk ? imageId : 0, scene.pictureSize);
  }

  #load(imageId: number, size: number): void {
    if (imageId === this.#imageId && (imageId === 0 || size === this.#pictureSize)) return;
    this.#takeBack();
    // A picture of the same image in another size is shown until the right one arrives.
    const serves = imageId === this.#imageId && this.#shown && this.element.dataset.picture !== 'broken';
    this.#imageId = imageId;
    this.#pictureSize = size;
    if (!serves) this.#clear();
    if (imageId === 0) return;
    this.#takeBack = pictures.wish(imageId, size, (picture) => {
      if (picture) this.#image.src = picture;
      else if (!serves) this.#shows('broken');
    });
  }

  /** Removes the old picture, which must not be shown with another image's name. */
  #clear(): void {
    this.#shown = false;
    this.element.dataset.picture = 'waiting';
    this.#image.removeAttribute('src');
  }

  #loaded(): void {
    const { naturalWidth, naturalHeight } = this.#image;
    const side = (this.#scene?.layout.tileWidth ?? 0) * devicePixelRatio;
    this.#shows(Math.max(naturalWidth, naturalHeight) * 2 < side ? 'pixels' : 'smooth');
  }

  #shows(how: 'pixels' | 'smooth' | 'broken'): void {
    this.#shown = true;
    this.element.dataset.picture = how;
    this.onShown();
  }
}

export function div(className: string): HTMLDivElement {
  const element = document.createElement('div');
  element.className = className;
  return element;
}

export function span(className: string): HTMLSpanElement {
  const element = document.createElement('span');
  element.className = className;
  return element;
}
