import type { Random } from '../../numbers/random';
import { defineCorruption } from '../corruption';
import { gaussianBlur } from '../pixels/gaussian';
import { levelsOf } from '../pixels/levels';

/** Deviation of the blur before and after the moves, the most pixels by which a pixel is moved, and how often. */
export const glassBlur = defineCorruption({
  name: 'glass-blur',
  words: {
    en: { title: 'Glass blur', help: 'Seen through frosted glass: pixels trade places nearby.' },
    ko: { title: '유리 흐림', help: '불투명 유리로 본 것처럼 가까운 픽셀의 자리가 바뀝니다.' },
  },
  group: 'blur',
  published: {
    32: [
      [0.05, 1, 1],
      [0.25, 1, 1],
      [0.4, 1, 1],
      [0.25, 1, 2],
      [0.4, 1, 2],
    ],
    64: [
      [0.1, 1, 1],
      [0.5, 1, 1],
      [0.6, 1, 2],
      [0.7, 2, 1],
      [0.9, 2, 2],
    ],
    224: [
      [0.7, 1, 2],
      [0.9, 2, 1],
      [1, 2, 3],
      [1.1, 3, 2],
      [1.5, 4, 2],
    ],
  },
  apply({ pixels, size, scale }, [sigma, most, rounds], random) {
    const blurred = (levels: Float32Array) => gaussianBlur(levels, size, 3, sigma * scale);
    const mixed = Uint8Array.from(blurred(levelsOf(pixels)), (level) => level * 255 + 1e-3);
    const reach = Math.max(1, Math.round(most * scale));
    for (let round = 0; round < rounds; round++) shuffle(mixed, size, reach, random);
    return blurred(levelsOf(mixed));
  },
});

/**
 * Every pixel, from the last to the first, takes the colour of another that is at most `reach` before and less than `reach` behind it in
 * both directions. The released code was meant to exchange the two, but overwrites one of them; the published sets were made that way, so
 * this code does the same.
 */
function shuffle(pixels: Uint8Array, size: number, reach: number, random: Random): void {
  for (let y = size - reach; y > reach; y--)
    for (let x = size - reach; x > reach; x--) {
      const dx = random.int(2 * reach) - reach;
      const dy = random.int(2 * reach) - reach;
      const from = ((y + dy) * size + x + dx) * 3;
      pixels.copyWithin((y * size + x) * 3, from, from + 3);
    }
}
