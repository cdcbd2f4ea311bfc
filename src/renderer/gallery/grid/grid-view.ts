import {
  type GridLayout,
  type GridSection,
  headingsBetween,
  placeOf,
  positionsBetween,
} from '../layout/layout';
import { placeAt, type Scale, type ScrollPlace, scaleFor, scrolledTo } from '../layout/scroll-scale';
import { isSelected, type TileSelection } from '../layout/selection';
import type { GridScene, PictureTile } from './picture-tile';

/**
 * The container moves in steps of this many pixels, so that positions within it stay small enough to be
 * exact.
 */
const leap = 100_000;
/** After this time without a scroll event, the scrollbar is moved to the position that the scale gives it. */
const restMs = 180;
/** A wheel's scrolling is animated for about this long. */
const wheelMs = 400;
/** If more than this many screens are scrolled in a frame, pictures are requested only after the scrolling slows down. */
const rush = 1.5;

export interface GridElements {
  /** The element that scrolls. */
  readonly scroller: HTMLElement;
  /** Gives the scrollbar its length. */
  readonly spacer: HTMLElement;
  /** Holds tiles and headings. */
  readonly board: HTMLElement;
}

export interface GridHost {
  /** Reports the rows in sight and then those around them, so that their data is requested. */
  want(rows: readonly Int32Array[]): void;
  heading(element: HTMLElement, section: GridSection): void;
}

/** Draws the visible tiles into plain elements, once a frame. It does not depend on React. */
export class GridView<S extends GridScene> {
  readonly #tiles = new Map<number, PictureTile<S>>();
  readonly #spare: PictureTile<S>[] = [];
  readonly #headings = new Map<number, HTMLElement>();
  #scene: S | null = null;
  #selection: TileSelection | null = null;
  #scale: Scale = scaleFor(0, 0);
  #place: ScrollPlace = { top: 0, offset: 0 };
  #wheelAt = Number.NEGATIVE_INFINITY;
  #drawnOffset = 0;
  /** Whether pictures outside the view wait for those in sight. */
  #holdsBack = false;
  #frame = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  readonly #unlisten = new AbortController();

  constructor(
    private readonly elements: GridElements,
    private readonly host: GridHost,
    private readonly makeTile: () => PictureTile<S>,
  ) {
    const { signal } = this.#unlisten;
    elements.scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true, signal });
    elements.scroller.addEventListener(
      'wheel',
      () => {
        this.#wheelAt = performance.now();
      },
      { passive: true, signal },
    );
  }

  destroy(): void {
    this.#unlisten.abort();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#rest);
    this.elements.board.replaceChildren();
  }

  /** First pixel of the grid in sight. */
  get offset(): number {
    return this.#place.offset;
  }

  get height(): number {
    return this.elements.scroller.clientHeight;
  }

  /** Shows another scene. If only the layout changed, the first visible image stays in sight. */
  show(scene: S, scroll: 'top' | 'stay'): void {
    const before = this.#scene;
    let { offset } = this.#place;
    if (before && before.layout === scene.layout && scroll === 'stay') {
      this.#scene = scene;
      this.paint();
      return;
    }
    if (before && before.rows === scene.rows && before.layout !== scene.layout) {
      const { from } = positionsBetween(before.layout, offset, offset);
      offset = from === 0 ? 0 : placeOf(scene.layout, from).y - scene.layout.headingHeight;
    }
    this.#scene = scene;
    this.#scale = scaleFor(scene.layout.height, this.height);
    this.elements.spacer.style.height = `${this.#scale.element}px`;
    this.scrollTo(scroll === 'top' ? 0 : offset);
    this.paint();
  }

  select(selection: TileSelection): void {
    this.#selection = selection;
    this.#mark();
  }

  scrollTo(offset: number): void {
    this.#place = placeAt(this.#scale, offset);
    this.elements.scroller.scrollTop = this.#place.top;
    // Reads the scroll position back, because the element rounds it.
    if (this.#scale.element !== this.#scale.height)
      this.#place = { ...this.#place, top: this.elements.scroller.scrollTop };
    this.paint();
  }

  /** Scrolls an image into sight, with a margin around it. */
  reveal(position: number): void {
    if (!this.#scene) return;
    const { layout } = this.#scene;
    const { y } = placeOf(layout, position);
    const above = y - layout.headingHeight - 8;
    const below = y + layout.tileHeight + 8 - this.height;
    if (above < this.offset) this.scrollTo(above);
    else if (below > this.offset) this.scrollTo(below);
  }

  /** Schedules a redraw for the next frame. */
  paint(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #scrolled(): void {
    const { scrollTop } = this.elements.scroller;
    if (Math.abs(scrollTop - this.#place.top) < 1) return;
    const leaps = Math.abs(scrollTop - this.#place.top) > 2 * this.height;
    const by = performance.now() - this.#wheelAt < wheelMs && !leaps ? 'wheel' : 'bar';
    this.#place = scrolledTo(this.#scale, this.#place, scrollTop, by);
    this.paint();
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      if (this.#scale.element !== this.#scale.height && by === 'wheel') this.scrollTo(this.offset);
    }, restMs);
  }

  #draw(): void {
    const scene = this.#scene;
    if (!scene) return;
    const { layout, rows } = scene;
    const { height, offset } = this;
    const origin = Math.floor(offset / leap) * leap;
    this.elements.board.style.top = `${this.#place.top - offset + origin}px`;
    const sight = positionsBetween(layout, offset, offset + height);
    const around = positionsBetween(layout, offset - height / 2, offset + height * 1.5);
    const calm = Math.abs(offset - this.#drawnOffset) < rush * height;
    this.#drawnOffset = offset;
    for (const [position, tile] of this.#tiles)
      if (position < around.from || position >= around.to) {
        this.#tiles.delete(position);
        this.#spare.push(tile);
      }
    for (let position = sight.from; position < sight.to; position++)
      this.#tileFor(position).draw(scene, position, origin, calm);
    // Visible tiles come first: tiles and pictures around them would delay them.
    const complete = this.#shows(sight);
    const drawAround = (from: number, to: number) => {
      for (let position = from; position < to; position++)
        if (complete || this.#tiles.has(position))
          this.#tileFor(position).draw(scene, position, origin, complete);
    };
    drawAround(sight.to, around.to);
    drawAround(around.from, sight.from);
    for (const tile of this.#spare) tile.hide();
    this.#drawHeadings(scene, origin, height);
    this.#mark();
    const far = positionsBetween(layout, offset - height * 2, offset + height * 3);
    this.host.want([
      rows.subarray(sight.from, sight.to),
      rows.subarray(sight.to, far.to),
      rows.subarray(far.from, sight.from),
    ]);
    this.#holdsBack = !complete;
    if (!calm) this.paint();
  }

  #shows({ from, to }: { readonly from: number; readonly to: number }): boolean {
    for (let position = from; position < to; position++)
      if (this.#tiles.get(position)?.shown !== true) return false;
    return true;
  }

  #tileFor(position: number): PictureTile<S> {
    const known = this.#tiles.get(position);
    if (known) return known;
    const tile = this.#spare.pop() ?? this.#newTile();
    this.#tiles.set(position, tile);
    return tile;
  }

  #newTile(): PictureTile<S> {
    const tile = this.makeTile();
    tile.onShown = () => {
      if (this.#holdsBack) this.paint();
    };
    this.elements.board.append(tile.element);
    return tile;
  }

  #drawHeadings({ layout }: S, origin: number, height: number): void {
    const sections = headingsBetween(layout, this.offset - height, this.offset + height * 2);
    const needed = new Set(sections.map(({ start }) => start));
    for (const [start, element] of this.#headings)
      if (!needed.has(start)) {
        element.remove();
        this.#headings.delete(start);
      }
    for (const section of sections) {
      const element = this.#headings.get(section.start) ?? this.#newHeading(section.start);
      element.style.transform = `translateY(${section.top - origin}px)`;
      this.host.heading(element, section);
    }
  }

  #newHeading(start: number): HTMLElement {
    const element = document.createElement('div');
    element.setAttribute('role', 'presentation');
    this.elements.board.append(element);
    this.#headings.set(start, element);
    return element;
  }

  #mark(): void {
    const selection = this.#selection;
    if (!selection) return;
    for (const [position, tile] of this.#tiles)
      tile.mark(isSelected(selection, position), position === selection.focus);
  }

  get layout(): GridLayout | null {
    return this.#scene?.layout ?? null;
  }
}
