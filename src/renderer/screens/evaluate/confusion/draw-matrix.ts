import type { ConfusionCounts } from '../../../../core/metrics/confusion';
import { hundredths } from '../../../../core/words/shares';
import { type Cell, cellShare, type MatrixMode } from './confusion';

/** The layout of the matrix, in CSS pixels. */
export interface MatrixLayout {
  readonly width: number;
  readonly height: number;
  /** Room for names at the left and above; 0 if cells are too small for them. */
  readonly margin: number;
  readonly cell: number;
  readonly classes: number;
}

const roomForNames = 96;
const smallestNamed = 11;

/** The largest square matrix that fits; if there is room for names, its cells are whole pixels. */
export function layoutOf(classes: number, width: number, height: number): MatrixLayout {
  const side = Math.max(120, Math.min(width, height));
  const named = Math.floor((side - roomForNames) / classes);
  const margin = named >= smallestNamed ? roomForNames : 0;
  const cell = margin > 0 ? Math.min(64, named) : Math.max(0.2, side / classes);
  const size = margin + cell * classes;
  return { width: size, height: size, margin, cell, classes };
}

/** The row and column under a point; null beside the matrix. */
export function cellAt(
  { margin, cell, classes }: MatrixLayout,
  x: number,
  y: number,
): { row: number; column: number } | null {
  const [column, row] = [Math.floor((x - margin) / cell), Math.floor((y - margin) / cell)];
  return row >= 0 && column >= 0 && row < classes && column < classes ? { row, column } : null;
}

export interface MatrixDrawing {
  readonly layout: MatrixLayout;
  readonly positions: readonly number[];
  readonly counts: ConfusionCounts;
  /** The number of images in the fullest cell. */
  readonly most: number;
  readonly mode: MatrixMode;
  readonly name: (position: number) => string;
  readonly chosen: Cell | null;
  readonly at: Cell | null;
}

/** Draws correct cells in one colour and mistakes in another, the stronger the larger the share that the mode shows. */
export function drawMatrix(canvas: HTMLCanvasElement, drawing: MatrixDrawing): void {
  const { layout } = drawing;
  const scale = window.devicePixelRatio;
  canvas.width = Math.round(layout.width * scale);
  canvas.height = Math.round(layout.height * scale);
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.scale(scale, scale);
  const colors = colorsOf(canvas);
  drawCells(pen, drawing, colors, 1 / scale);
  if (layout.margin > 0) drawNames(pen, drawing, colors);
  for (const [cell, width] of [
    [drawing.chosen, 2],
    [drawing.at, 1.5],
  ] as const)
    if (cell) outline(pen, drawing, cell, colors.text, width);
}

function drawCells(
  pen: CanvasRenderingContext2D,
  { layout, positions, counts, most, mode }: MatrixDrawing,
  colors: Colors,
  pixel: number,
): void {
  const { margin, cell } = layout;
  const gap = cell > 6 ? 1 : 0;
  pen.fillStyle = colors.sunken;
  pen.fillRect(margin, margin, cell * positions.length, cell * positions.length);
  pen.font = `500 ${Math.min(12, cell * 0.42)}px ${fontOf(pen)}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  const { cells } = counts;
  const placeOf = new Map(positions.map((position, place) => [position, place]));
  for (let at = 0; at < cells.length; at += 3) {
    const [label, predicted, images] = [cells[at], cells[at + 1], cells[at + 2]];
    const [row, column] = [placeOf.get(label), placeOf.get(predicted)];
    if (row === undefined || column === undefined) continue;
    const [x, y] = [margin + column * cell, margin + row * cell];
    const share = cellShare(mode, { label, predicted }, counts, most);
    // A rare mistake must be visible too, so the scale starts well above zero.
    pen.globalAlpha = 0.15 + 0.85 * Math.sqrt(share);
    pen.fillStyle = label === predicted ? colors.right : colors.wrong;
    pen.fillRect(x, y, Math.max(pixel, cell - gap), Math.max(pixel, cell - gap));
    pen.globalAlpha = 1;
    if (cell < 24) continue;
    pen.fillStyle = share > 0.3 ? colors.onStrong : colors.text;
    const text = mode === 'counts' ? String(images) : hundredths(share, 0);
    pen.fillText(text, x + cell / 2, y + cell / 2);
  }
}

function drawNames(
  pen: CanvasRenderingContext2D,
  { layout, positions, name }: MatrixDrawing,
  colors: Colors,
): void {
  const { margin, cell } = layout;
  const size = Math.min(11.5, cell * 0.95);
  pen.font = `400 ${size}px ${fontOf(pen)}`;
  pen.fillStyle = colors.faint;
  pen.textBaseline = 'middle';
  for (const [i, position] of positions.entries()) {
    const middle = margin + (i + 0.5) * cell;
    const text = fitted(pen, name(position), margin - 12);
    pen.textAlign = 'right';
    pen.fillText(text, margin - 8, middle);
    pen.save();
    pen.translate(middle, margin - 8);
    pen.rotate(-Math.PI / 2);
    pen.textAlign = 'left';
    pen.fillText(text, 0, 0);
    pen.restore();
  }
}

function outline(
  pen: CanvasRenderingContext2D,
  { layout: { margin, cell }, positions }: MatrixDrawing,
  { label, predicted }: Cell,
  color: string,
  width: number,
): void {
  const [row, column] = [positions.indexOf(label), positions.indexOf(predicted)];
  if (row < 0 || column < 0) return;
  const side = Math.max(6, cell);
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.strokeRect(
    margin + column * cell - (side - cell) / 2,
    margin + row * cell - (side - cell) / 2,
    side,
    side,
  );
}

/** The text, cut with an ellipsis if it is wider than `width`. */
function fitted(pen: CanvasRenderingContext2D, text: string, width: number): string {
  if (pen.measureText(text).width <= width) return text;
  let length = text.length;
  while (length > 1 && pen.measureText(`${text.slice(0, length)}…`).width > width) length--;
  return `${text.slice(0, length)}…`;
}

interface Colors {
  readonly right: string;
  readonly wrong: string;
  readonly text: string;
  readonly faint: string;
  readonly sunken: string;
  readonly onStrong: string;
}

/** The theme's colours with CSS variables resolved, because a canvas does not know those. */
function colorsOf(canvas: HTMLCanvasElement): Colors {
  const resolved = (color: string) => {
    canvas.style.color = color;
    return getComputedStyle(canvas).color;
  };
  const colors = {
    right: resolved('var(--studio-chart-1)'),
    wrong: resolved('var(--studio-chart-2)'),
    text: resolved('var(--studio-text)'),
    faint: resolved('var(--studio-faint)'),
    sunken: resolved('var(--studio-sunken)'),
    onStrong: resolved('light-dark(#ffffff, #101114)'),
  };
  canvas.style.color = '';
  return colors;
}

const fontOf = (pen: CanvasRenderingContext2D) => getComputedStyle(pen.canvas).fontFamily;
