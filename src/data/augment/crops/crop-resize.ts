import type { Box } from '../../../core/noise/resized-crop';
import { kernelsFor } from '../kernels/kernels';
import { type Interpolation, type ResizeWeights, resizeWeights } from './resize-weights';

/**
 * Cuts a box out of an image `[side, side, 3]` and resizes it to `[size, size, 3]`, to the byte as Pillow's
 * `image.crop(box).resize((size, size), resample)`; with `mirror` left and right are swapped after it. `src` and `dst` must not
 * overlap.
 */
export function cropResize(
  src: Uint8Array,
  side: number,
  box: Box,
  dst: Uint8Array,
  size: number,
  interpolation: Interpolation,
  mirror: boolean,
): void {
  const horizontal = weightsFor(box.width, size, interpolation, mirror);
  const vertical = weightsFor(box.height, size, interpolation, false);
  const [cutStride, stride] = [box.width * 3, size * 3];
  const downFirst = box.height > size && box.height - size > 2 * (box.width - size);
  const { across, down, bytes, words, at } = kernelsFor(
    box.height * cutStride,
    downFirst ? size * cutStride : box.height * stride,
    size * stride,
    bytesOf(horizontal),
    bytesOf(vertical),
  );
  const [cut, between, result, ofColumns, ofRows] = at;
  for (let y = 0; y < box.height; y++) {
    const from = ((box.top + y) * side + box.left) * 3;
    bytes.set(src.subarray(from, from + cutStride), cut + y * cutStride);
  }
  const columns = put(words, ofColumns, horizontal, 3);
  // Each pass rounds, so the order matters: Pillow 13 resizes vertically first if that removes many more rows than columns.
  const rows = put(words, ofRows, vertical, downFirst ? cutStride : stride);
  if (downFirst) {
    down(cut, cutStride, between, cutStride, size, ...rows);
    across(between, cutStride, size, result, stride, size, ...columns);
  } else {
    across(cut, cutStride, box.height, between, stride, size, ...columns);
    down(between, stride, result, stride, size, ...rows);
  }
  dst.set(bytes.subarray(result, result + size * stride));
}

const bytesOf = ({ first, weights }: ResizeWeights) => 4 * (2 * first.length + weights.length);

/** Writes weights to the memory of the passes; `unit` bytes lie between neighbours. Returns their offsets. */
function put(words: Int32Array, at: number, { first, count, weights, taps }: ResizeWeights, unit: number) {
  const start = at / 4;
  for (let i = 0; i < first.length; i++) words[start + i] = first[i] * unit;
  words.set(count, start + first.length);
  words.set(weights, start + 2 * first.length);
  return [at, at + 4 * first.length, at + 8 * first.length, 4 * taps];
}

/**
 * A cache of weights: a few hundred widths are used again and again. Each thread keeps at most this many
 * bytes.
 */
const kept = new Map<string, ResizeWeights>();
const mostKept = 16 * 2 ** 20;
let keptBytes = 0;

function weightsFor(from: number, to: number, interpolation: Interpolation, mirror: boolean): ResizeWeights {
  const key = `${from} ${to} ${interpolation} ${mirror}`;
  let found = kept.get(key);
  if (!found) {
    const made = resizeWeights(from, to, interpolation);
    found = mirror ? mirrored(made) : made;
    keptBytes += bytesOf(found);
    if (keptBytes > mostKept) {
      kept.clear();
      keptBytes = bytesOf(found);
    }
    kept.set(key, found);
  }
  return found;
}

/** The weights of the same pixels in reverse order. */
function mirrored({ first, count, weights, taps }: ResizeWeights): ResizeWeights {
  const turned = new Int32Array(weights.length);
  const size = first.length;
  for (let i = 0; i < size; i++)
    turned.set(weights.subarray(i * taps, (i + 1) * taps), (size - 1 - i) * taps);
  return { first: first.slice().reverse(), count: count.slice().reverse(), weights: turned, taps };
}
