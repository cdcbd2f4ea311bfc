import type { Range } from './selection';

/** The images under one heading, or all images if they are not grouped. */
export interface GridSection {
  readonly classId: number | null;
  /** Position of its first image. */
  readonly start: number;
  readonly images: number;
  /** The top of its heading, in pixels from the top of the grid. */
  readonly top: number;
  readonly lines: number;
}

/** Says where every tile lies, in pixels of the whole grid, which may be taller than any element can be. */
export interface GridLayout {
  readonly columns: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly headingHeight: number;
  readonly images: number;
  readonly height: number;
  readonly sections: readonly GridSection[];
}

export interface Group {
  readonly classId: number;
  readonly start: number;
  readonly images: number;
}

export interface LayoutInput {
  readonly width: number;
  readonly images: number;
  /** Preferred width of a tile; tiles are made a little wider to fill the line. */
  readonly size: number;
  readonly groups: readonly Group[] | null;
  /** Lines of text under an image if tiles are wide enough for text; by default 1. */
  readonly lines?: 1 | 2;
}

export const gap = 6;
export const padding = 10;
/** Tiles at least this wide have a line of text under the image. */
export const captionFrom = 76;
const captionHeight = 21;
const secondLineHeight = 16;
const heading = 34;

export function layOut({ width, images, size, groups, lines = 1 }: LayoutInput): GridLayout {
  const inner = Math.max(size, width - 2 * padding);
  const columns = Math.max(1, Math.floor((inner + gap) / (size + gap)));
  const tileWidth = Math.floor((inner + gap) / columns) - gap;
  const caption = captionHeight + (lines - 1) * secondLineHeight;
  const tileHeight = tileWidth + (tileWidth >= captionFrom ? caption : 4);
  const headingHeight = groups ? heading : 0;
  const sections: GridSection[] = [];
  let top = padding;
  for (const group of groups ?? [{ classId: null, start: 0, images }]) {
    const rows = Math.ceil(group.images / columns);
    if (rows > 0) sections.push({ ...group, top, lines: rows });
    top += rows > 0 ? headingHeight + rows * (tileHeight + gap) : 0;
  }
  return { columns, tileWidth, tileHeight, headingHeight, images, height: top + padding, sections };
}

export interface GridPoint {
  readonly x: number;
  readonly y: number;
}

/** The upper left corner of a tile. */
export function placeOf(layout: GridLayout, position: number): GridPoint {
  const section = layout.sections[sectionOf(layout, position)];
  if (!section) return { x: padding, y: padding };
  const index = position - section.start;
  return {
    x: padding + (index % layout.columns) * (layout.tileWidth + gap),
    y: lineTop(layout, section, Math.floor(index / layout.columns)),
  };
}

/** The position of the tile at a point; null outside of tiles. */
export function positionAt(layout: GridLayout, { x, y }: GridPoint): number | null {
  const section = layout.sections[sectionAtY(layout, y)];
  if (!section) return null;
  const column = Math.floor((x - padding) / (layout.tileWidth + gap));
  const line = Math.floor((y - lineTop(layout, section, 0)) / (layout.tileHeight + gap));
  if (column < 0 || column >= layout.columns || line < 0 || line >= section.lines) return null;
  const inTile =
    x - padding - column * (layout.tileWidth + gap) < layout.tileWidth &&
    y - lineTop(layout, section, line) < layout.tileHeight;
  const index = line * layout.columns + column;
  return inTile && index < section.images ? section.start + index : null;
}

/** Positions on lines that touch `[from, to]` pixels. */
export function positionsBetween(layout: GridLayout, from: number, to: number): Range {
  const first = layout.sections[sectionAtY(layout, from)];
  const last = layout.sections[sectionAtY(layout, to)];
  if (!first || !last) return { from: 0, to: 0 };
  const line = clamp(lineAt(layout, first, from), 0, first.lines);
  const end = clamp(lineAt(layout, last, to) + 1, 0, last.lines);
  return {
    from: Math.min(first.start + first.images, first.start + line * layout.columns),
    to: Math.min(last.start + last.images, last.start + end * layout.columns),
  };
}

/** Sections whose heading touches `[from, to]` pixels. */
export function headingsBetween(layout: GridLayout, from: number, to: number): GridSection[] {
  if (layout.headingHeight === 0) return [];
  const found: GridSection[] = [];
  for (let at = sectionAtY(layout, from); at < layout.sections.length; at++) {
    const section = layout.sections[at];
    if (section.top > to) break;
    if (section.top + layout.headingHeight >= from) found.push(section);
  }
  return found;
}

/** Positions of the tiles that a rectangle touches: one range for each line; full lines are merged. */
export function positionsIn(layout: GridLayout, a: GridPoint, b: GridPoint): Range[] {
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
  const step = layout.tileWidth + gap;
  const firstColumn = Math.max(0, Math.ceil((left - padding - layout.tileWidth) / step));
  const lastColumn = Math.min(layout.columns - 1, Math.floor((right - padding) / step));
  if (firstColumn > lastColumn) return [];
  const found: Range[] = [];
  for (let at = sectionAtY(layout, top); at < layout.sections.length; at++) {
    const section = layout.sections[at];
    if (section.top > bottom) break;
    const end = Math.min(section.lines - 1, lineAt(layout, section, bottom));
    for (let line = Math.max(0, lineAt(layout, section, top)); line <= end; line++) {
      if (lineTop(layout, section, line) + layout.tileHeight < top) continue;
      const from = line * layout.columns + firstColumn;
      const to = Math.min(section.images, line * layout.columns + lastColumn + 1);
      if (from < to) found.push({ from: section.start + from, to: section.start + to });
    }
  }
  return found;
}

export type GridMove = 'left' | 'right' | 'up' | 'down' | 'pageUp' | 'pageDown' | 'home' | 'end';

/** The position that a key leads to. `view` is the visible height, for page keys. */
export function stepFrom(layout: GridLayout, position: number, step: GridMove, view: number): number {
  const last = Math.max(0, layout.images - 1);
  const page = Math.max(1, Math.floor(view / (layout.tileHeight + gap)) - 1);
  switch (step) {
    case 'left':
      return Math.max(0, position - 1);
    case 'right':
      return Math.min(last, position + 1);
    case 'up':
      return linesAway(layout, position, -1);
    case 'down':
      return linesAway(layout, position, 1);
    case 'pageUp':
      return linesAway(layout, position, -page);
    case 'pageDown':
      return linesAway(layout, position, page);
    case 'home':
      return 0;
    case 'end':
      return last;
  }
}

/** The position in the same column some lines further, across sections; on a shorter line, the nearest image. */
function linesAway(layout: GridLayout, position: number, lines: number): number {
  let at = sectionOf(layout, position);
  const section = layout.sections[at];
  if (!section) return 0;
  const index = position - section.start;
  const column = index % layout.columns;
  let line = Math.floor(index / layout.columns) + lines;
  while (line < 0 && at > 0) line += layout.sections[--at].lines;
  while (line >= layout.sections[at].lines && at + 1 < layout.sections.length)
    line -= layout.sections[at++].lines;
  const target = layout.sections[at];
  if (line < 0) return position;
  // On the last line, down does not move; a page that ends below it goes to the last image.
  if (line >= target.lines) return lines === 1 ? position : target.start + target.images - 1;
  return target.start + Math.min(line * layout.columns + column, target.images - 1);
}

function lineTop(layout: GridLayout, section: GridSection, line: number): number {
  return section.top + layout.headingHeight + line * (layout.tileHeight + gap);
}

function lineAt(layout: GridLayout, section: GridSection, y: number): number {
  return Math.floor((y - section.top - layout.headingHeight) / (layout.tileHeight + gap));
}

function sectionOf({ sections }: GridLayout, position: number): number {
  return lastWhere(sections, ({ start }) => start <= position);
}

function sectionAtY({ sections }: GridLayout, y: number): number {
  return lastWhere(sections, ({ top }) => top <= y);
}

/** The last section that satisfies a monotonic condition (binary search); the first if none does. */
function lastWhere(sections: readonly GridSection[], holds: (section: GridSection) => boolean): number {
  let low = 0;
  let high = sections.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sections[middle])) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
