import type { Random } from '../../numbers/random';
import { defineCorruption } from '../corruption';
import { uniform } from '../pixels/draws';
import { gaussianBlur } from '../pixels/gaussian';
import { mirrored } from '../pixels/kernel';
import { levelsOf } from '../pixels/levels';
import { type From, sampled } from '../pixels/sampled';

/** The released code multiplies lengths by 244 that were meant for images of 224 pixels. */
const slip = 244 / 224;

/**
 * How far pixels are moved, the deviation of the blur that makes neighbours move alike, and how far three corners are moved beforehand; all
 * as shares of the side.
 */
export const elasticTransform = defineCorruption({
  name: 'elastic-transform',
  words: {
    en: { title: 'Elastic transform', help: 'Parts of the picture are stretched and shifted.' },
    ko: { title: '탄성 변형', help: '그림의 부분이 늘어나고 밀립니다.' },
  },
  group: 'digital',
  published: {
    32: [
      [0, 0, 0.08],
      [0.05, 0.2, 0.07],
      [0.08, 0.06, 0.06],
      [0.1, 0.04, 0.05],
      [0.1, 0.03, 0.03],
    ],
    64: [
      [0, 0, 0.08],
      [0.05, 0.3, 0.06],
      [0.1, 0.08, 0.06],
      [0.1, 0.03, 0.03],
      [0.16, 0.03, 0.02],
    ],
    224: [
      [2 * slip, 0.7 * slip, 0.1 * slip],
      [2 * slip, 0.08 * slip, 0.2 * slip],
      [0.05 * slip, 0.01 * slip, 0.02 * slip],
      [0.07 * slip, 0.01 * slip, 0.02 * slip],
      [0.12 * slip, 0.01 * slip, 0.02 * slip],
    ],
  },
  apply({ pixels, size }, [strength, smoothness, jitter], random) {
    const skew = skewOf(random, size, jitter * size);
    const skewed = sampled(levelsOf(pixels), size, mirrored, skew);
    const field = () => {
      const noise = Float32Array.from({ length: size * size }, () => uniform(random, -1, 1));
      return gaussianBlur(noise, size, 1, smoothness * size, { border: 'reflect', truncate: 3 });
    };
    const [dx, dy] = [field(), field()];
    return sampled(skewed, size, reflected, (x, y, at) => {
      const place = y * size + x;
      at[0] = x + dx[place] * strength * size;
      at[1] = y + dy[place] * strength * size;
    });
  },
});

/** Mirrors the image at its borders, with the last pixel repeated. */
function reflected(at: number, size: number): number {
  const within = ((at % (2 * size)) + 2 * size) % (2 * size);
  return within < size ? within : 2 * size - 1 - within;
}

/**
 * The affine map that moves three corners of a square in the middle, each by up to `jitter` pixels in both directions. Returns where a
 * pixel of the new image lies in the old one.
 */
function skewOf(random: Random, size: number, jitter: number): From {
  const middle = Math.floor(size / 2);
  const arm = Math.max(1, Math.floor(size / 3));
  const old = [
    [middle + arm, middle + arm],
    [middle + arm, middle - arm],
    [middle - arm, middle - arm],
  ];
  const moved = old.map((corner) => corner.map((each) => each + uniform(random, -jitter, jitter)));
  // Two axes from its second corner span the old square; the moved axes span the new one.
  const [a, b] = [difference(moved[0], moved[1]), difference(moved[2], moved[1])];
  const area = a[0] * b[1] - a[1] * b[0];
  if (Math.abs(area) < 1e-9)
    return (x, y, at) => {
      at[0] = x;
      at[1] = y;
    };
  return (x, y, at) => {
    const px = x - moved[1][0];
    const py = y - moved[1][1];
    const along = (px * b[1] - py * b[0]) / area;
    const across = (py * a[0] - px * a[1]) / area;
    at[0] = old[1][0] - across * 2 * arm;
    at[1] = old[1][1] + along * 2 * arm;
  };
}

const difference = (a: readonly number[], b: readonly number[]) => [a[0] - b[0], a[1] - b[1]];
