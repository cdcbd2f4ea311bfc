import type { PairMix } from '../../core/noise/mix';

/**
 * Mixes two images of a batch `[batch, size, size, 3]` in place: each becomes `share` of itself and the rest of the other, or they swap
 * `box`.
 */
export function mixPair(images: Uint8Array, size: number, { first, second, share, box }: PairMix): void {
  const bytes = size * size * 3;
  const [a, b] = [first * bytes, second * bytes].map((from) => images.subarray(from, from + bytes));
  if (box === null) {
    blend(a, b, share);
    return;
  }
  for (let y = box.top; y < box.top + box.height; y++) {
    const from = (y * size + box.left) * 3;
    swap(a.subarray(from, from + box.width * 3), b.subarray(from, from + box.width * 3));
  }
}

/** Computes in single precision and rounds half to even, so that the result equals timm with NumPy byte for byte. */
function blend(a: Uint8Array, b: Uint8Array, share: number): void {
  const own = Math.fround(share);
  const [ofOwn, ofOther] = [shares(own), shares(Math.fround(1 - own))];
  const [to, from] = [a, b].map(
    (image) => new Uint8ClampedArray(image.buffer, image.byteOffset, image.length),
  );
  for (let i = 0; i < to.length; i++) {
    const [p, q] = [to[i], from[i]];
    to[i] = Math.fround(ofOwn[p] + ofOther[q]);
    from[i] = Math.fround(ofOwn[q] + ofOther[p]);
  }
}

/** Each value that a pixel can have, multiplied by `share`. */
const shares = (share: number) => Float32Array.from({ length: 256 }, (_, value) => share * value);

function swap(a: Uint8Array, b: Uint8Array): void {
  const kept = a.slice();
  a.set(b);
  b.set(kept);
}
