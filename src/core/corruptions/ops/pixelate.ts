import { defineCorruption } from '../corruption';
import { resample, type Taps } from '../pixels/resampling';

/** The parameter is the side of the reduced picture as a share of the original side. */
export const pixelate = defineCorruption({
  name: 'pixelate',
  words: {
    en: { title: 'Pixelate', help: 'A picture of few pixels, enlarged.' },
    ko: { title: '픽셀화', help: '픽셀 수가 적은 그림을 크게 늘립니다.' },
  },
  group: 'digital',
  published: {
    32: [0.95, 0.9, 0.85, 0.75, 0.65],
    64: [0.9, 0.8, 0.7, 0.6, 0.5],
    224: [0.6, 0.5, 0.4, 0.3, 0.25],
  },
  apply({ pixels, size }, share) {
    const side = Math.max(1, Math.trunc(size * share));
    const small = resample(Float32Array.from(pixels), size, 3, boxTaps(size, side), Math.round);
    return Uint8Array.from(
      resample(small.map(Math.round), side, 3, boxTaps(side, size), Math.round),
      Math.round,
    );
  },
});

/**
 * The mean of the old pixels whose middle lies in a box as wide as a new pixel, but at least one old pixel wide; all have the same weight
 * (as in Pillow).
 */
function boxTaps(from: number, to: number): Taps {
  const step = from / to;
  const width = Math.max(1, step);
  const first = new Int32Array(to);
  const weights = Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * step;
    const low = Math.max(0, Math.trunc(centre - width / 2 + 0.5));
    const high = Math.min(from, Math.trunc(centre + width / 2 + 0.5));
    const inside = Array.from({ length: high - low }, (_, k) => {
      const away = (low + k - centre + 0.5) / width;
      return away > -0.5 && away <= 0.5 ? 1 : 0;
    });
    first[i] = low;
    const total = inside.reduce<number>((sum, each) => sum + each, 0);
    return Float32Array.from(inside, (each) => each / total);
  });
  return { first, weights };
}
