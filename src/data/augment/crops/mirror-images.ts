import { shiftFlip } from './shift-flip';

/** Images `[images, size, size, 3]` with left and right swapped. */
export function mirrorImages(images: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(images.length);
  const bytes = size * size * 3;
  for (let at = 0; at < images.length; at += bytes)
    shiftFlip(images.subarray(at, at + bytes), out.subarray(at, at + bytes), size, 0, 0, true);
  return out;
}
