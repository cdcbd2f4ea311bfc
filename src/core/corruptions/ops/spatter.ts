import { defineCorruption } from '../corruption';
import { normals } from '../pixels/draws';
import { gaussianBlur } from '../pixels/gaussian';
import { levelsOf } from '../pixels/levels';
import { wetEdges } from '../pixels/wet-edges';

/** Pale turquoise, and the brown of mud. */
const [water, mud] = [
  [175 / 255, 238 / 255, 238 / 255],
  [63 / 255, 42 / 255, 20 / 255],
];

type Drops = readonly [
  mean: number,
  deviation: number,
  blur: number,
  least: number,
  much: number,
  what: 'water' | 'mud',
];

/**
 * Mean and deviation of the noise that drops are cut from, how far it is blurred in pixels, the level below which there is no drop, how strong
 * water is or how far mud is blurred, and which of the two it is.
 */
export const spatter = defineCorruption<'spatter', Drops>({
  name: 'spatter',
  words: {
    en: { title: 'Spatter', help: 'Drops of water (1 to 3) or mud (4, 5) on the lens.' },
    ko: { title: '튐', help: '렌즈에 물(1~3)이나 진흙(4, 5)이 튑니다.' },
  },
  group: 'weather',
  extra: true,
  published: {
    32: [
      [0.62, 0.1, 0.7, 0.7, 0.5, 'water'],
      [0.65, 0.1, 0.8, 0.7, 0.5, 'water'],
      [0.65, 0.3, 1, 0.69, 0.5, 'water'],
      [0.65, 0.1, 0.7, 0.69, 0.6, 'mud'],
      [0.65, 0.1, 0.5, 0.68, 0.6, 'mud'],
    ],
    64: [
      [0.62, 0.1, 0.7, 0.7, 0.6, 'water'],
      [0.65, 0.1, 0.8, 0.7, 0.6, 'water'],
      [0.65, 0.3, 1, 0.69, 0.6, 'water'],
      [0.65, 0.1, 0.7, 0.68, 0.6, 'mud'],
      [0.65, 0.1, 0.5, 0.67, 0.6, 'mud'],
    ],
    224: [
      [0.65, 0.3, 4, 0.69, 0.6, 'water'],
      [0.65, 0.3, 3, 0.68, 0.6, 'water'],
      [0.65, 0.3, 2, 0.68, 0.5, 'water'],
      [0.65, 0.3, 1, 0.65, 1.5, 'mud'],
      [0.67, 0.4, 1, 0.65, 1.5, 'mud'],
    ],
  },
  apply({ pixels, size, scale }, [mean, deviation, blur, least, much, what], random) {
    const noise = normals(random, size * size, mean, deviation);
    const drops = gaussianBlur(noise, size, 1, blur * scale).map((level) => (level < least ? 0 : level));
    const out = levelsOf(pixels);
    if (what === 'water') {
      const wet = wetEdges(drops, size);
      return out.map((level, i) => level + much * wet[Math.floor(i / 3)] * water[i % 3]);
    }
    const splashes = drops.map((level) => (level > least ? 1 : 0));
    const cover = gaussianBlur(splashes, size, 1, much * scale).map((level) => (level < 0.8 ? 0 : level));
    return out.map((level, i) => {
      const covered = cover[Math.floor(i / 3)];
      return level * (1 - covered) + covered * mud[i % 3];
    });
  },
});
