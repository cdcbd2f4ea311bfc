/**
 * Copies `src` to `dst`, both `[size, size, 3]`, shifted by whole pixels and, if `mirror`, flipped horizontally
 * first. Uncovered pixels are the image reflected at its border (the border pixel not repeated), so that no
 * artificial edge appears. The result equals padding by reflection and cropping a window.
 */
export function shiftFlip(
  src: Uint8Array,
  dst: Uint8Array,
  size: number,
  dx: number,
  dy: number,
  mirror: boolean,
): void {
  for (let y = 0, to = 0; y < size; y++) {
    const row = reflect(y - dy, size) * size;
    for (let x = 0; x < size; x++, to += 3) {
      const column = reflect(x - dx, size);
      const from = (row + (mirror ? size - 1 - column : column)) * 3;
      dst[to] = src[from];
      dst[to + 1] = src[from + 1];
      dst[to + 2] = src[from + 2];
    }
  }
}

/** Reflects a coordinate within one image length of the image back into it. */
function reflect(at: number, size: number): number {
  if (at < 0) return Math.min(-at, size - 1);
  return at < size ? at : Math.max(2 * size - 2 - at, 0);
}
