import type { Camera } from './camera';

/** The layer of a point; later layers are painted over earlier ones. */
export const layers = { outside: 0, shown: 1, selected: 2 } as const;

export interface Points {
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Colours as `packed` returns them. */
  readonly colors: Uint32Array;
  /** Values of `layers`. */
  readonly layer: Uint8Array;
}

export interface Paints {
  /** The colour of points that do not pass the filter. */
  readonly outside: number;
  /** The colour of the ring around selected points. */
  readonly ring: number;
}

/**
 * Paints points as small discs into pixels, on the CPU: a million in the time of a frame or two, on any machine, even without a graphics
 * card. `pixels` is `[height * width]` of the camera and is cleared first.
 */
export function paintPoints(pixels: Uint32Array, camera: Camera, points: Points, paints: Paints): void {
  pixels.fill(0);
  const radius = radiusFor(camera, points.x.length);
  const spans = discOf(radius);
  const ringSpans = discOf(radius + Math.max(1, radius * 0.4));
  for (const layer of [layers.outside, layers.shown, layers.selected]) {
    if (layer === layers.selected) paintLayer(pixels, camera, points, layer, ringSpans, paints.ring);
    paintLayer(pixels, camera, points, layer, spans, layer === layers.outside ? paints.outside : null);
  }
}

function paintLayer(
  pixels: Uint32Array,
  { width, height, centre, scale }: Camera,
  { x, y, colors, layer }: Points,
  wanted: number,
  spans: Int32Array,
  color: number | null,
): void {
  const reach = (spans.length - 1) / 2;
  for (let i = 0; i < x.length; i++) {
    if (layer[i] !== wanted) continue;
    const px = Math.round(width / 2 + (x[i] - centre.x) * scale);
    const py = Math.round(height / 2 - (y[i] - centre.y) * scale);
    if (px < reach || py < reach || px >= width - reach || py >= height - reach) continue;
    const paint = color ?? colors[i];
    if (Math.abs(x[i]) === 1 || Math.abs(y[i]) === 1) {
      // The point lies outside of the plane and is drawn at its edge: only its outline is shown.
      paintOutline(pixels, width, px, py, spans, paint);
      continue;
    }
    for (let row = 0; row < spans.length; row++) {
      const half = spans[row];
      const from = (py + row - reach) * width + px - half;
      pixels.fill(paint, from, from + 2 * half + 1);
    }
  }
}

/** Paints only the ends of a disc's rows. */
function paintOutline(
  pixels: Uint32Array,
  width: number,
  px: number,
  py: number,
  spans: Int32Array,
  paint: number,
): void {
  const reach = (spans.length - 1) / 2;
  for (let row = 0; row < spans.length; row++) {
    const line = (py + row - reach) * width + px;
    if (row === 0 || row === spans.length - 1) pixels.fill(paint, line - spans[row], line + spans[row] + 1);
    pixels[line - spans[row]] = paint;
    pixels[line + spans[row]] = paint;
  }
}

/** Discs grow when zoomed in, and are smaller if there are very many. */
function radiusFor({ width, height, scale }: Camera, points: number): number {
  const near = (scale * 2) / Math.min(width, height);
  const base = points > 100_000 ? 1 : points > 10_000 ? 1.6 : 2.6;
  return Math.min(7, base * Math.max(1, Math.sqrt(near)) * Math.min(2, devicePixelRatioOr1()));
}

const devicePixelRatioOr1 = () => (typeof devicePixelRatio === 'number' ? devicePixelRatio : 1);

/** Half widths of a disc, row by row. The extra third of a pixel makes small discs round. */
function discOf(radius: number): Int32Array {
  const reach = Math.round(radius);
  const edge = reach + 0.35;
  return Int32Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.floor(Math.sqrt(edge * edge - (i - reach) ** 2)),
  );
}

/** `#rrggbb` as a pixel of an `ImageData`, little-endian. */
export function packed(color: string): number {
  const value = Number.parseInt(color.slice(1), 16);
  return (0xff000000 | ((value & 0xff) << 16) | (value & 0xff00) | (value >> 16)) >>> 0;
}
