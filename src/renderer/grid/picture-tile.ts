import { type Layout, placeOf } from './layout';
import classes from './PictureTile.module.css';

/** What a tile must know of a class. */
export interface TileClass {
  readonly name: string;
  readonly color: string;
}

/** All that tiles are drawn from. */
export interface GridScene {
  readonly layout: Layout;
  readonly rows: Int32Array;
  /** Pixels that pictures are asked for. */
  readonly pictureSize: number;
}

/** One tile of a grid: an element that is used again for other images, and touched only where something changed. */
export abstract class PictureTile<S extends GridScene> {
  readonly element = document.createElement('div');
  /** Holds the image; badges go on top of it. */
  protected readonly picture = div(classes.picture);
  protected readonly name = span(classes.name);
  protected readonly confidence = span(classes.confidence);
  /** Told when its picture is there, or cannot be had. */
  onShown: () => void = () => {};
  readonly #image = new Image();
  #position = -1;
  #row = -1;
  #version = -1;
  #picture = '';
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
      if (this.#picture) this.#shows('broken');
    };
    this.picture.append(this.#image);
    const caption = div(classes.caption);
    caption.append(span(classes.swatch), this.name, this.confidence);
    element.append(this.picture, caption);
  }

  /** Grows with every change of what is known of a row; 0 for what is not known yet. */
  protected abstract versionOf(scene: S, row: number): number;
  /** The image of a row that is known. */
  protected abstract imageOf(scene: S, row: number): number;
  /** Words and colours of a row. */
  protected abstract write(scene: S, row: number, known: boolean): void;

  get position(): number {
    return this.#position;
  }

  /** Whether its picture is there, or cannot be had. */
  get shown(): boolean {
    return this.#shown;
  }

  /** Draws an image of the scene. `origin` is the height that the container stands for; pictures may be left for later. */
  draw(scene: S, position: number, origin: number, pictures: boolean): void {
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
    this.#show(scene, row, version > 0, pictures);
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
    if (this.#position < 0) return;
    this.element.style.display = 'none';
    this.#position = -1;
    this.#load('');
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

  #show(scene: S, row: number, known: boolean, pictures: boolean): void {
    const wanted = known ? `studio://image/${this.imageOf(scene, row)}?size=${scene.pictureSize}` : '';
    if (wanted === this.#picture) return;
    if (wanted && !pictures) this.#load('');
    else this.#load(wanted);
  }

  #load(picture: string): void {
    if (picture === this.#picture) return;
    this.#picture = picture;
    this.#shown = false;
    // The old picture must not stand above another image's name.
    this.element.dataset.picture = 'waiting';
    if (picture) this.#image.src = picture;
    else this.#image.removeAttribute('src');
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
