import { defineCorruption } from '../corruption';
import { normals } from '../pixels/draws';
import { levelsOf } from '../pixels/levels';

/** The parameter is the standard deviation of a noise that grows with the level. */
export const speckleNoise = defineCorruption({
  name: 'speckle-noise',
  words: {
    en: { title: 'Speckle noise', help: 'Grain that grows with the brightness of a pixel.' },
    ko: { title: '스페클 노이즈', help: '밝은 픽셀일수록 강해지는 입자입니다.' },
  },
  group: 'noise',
  extra: true,
  published: {
    32: [0.06, 0.1, 0.12, 0.16, 0.2],
    64: [0.15, 0.2, 0.25, 0.3, 0.35],
    224: [0.15, 0.2, 0.35, 0.45, 0.6],
  },
  apply({ pixels }, deviation, random) {
    const noise = normals(random, pixels.length, 1, deviation);
    return levelsOf(pixels).map((level, i) => level * noise[i]);
  },
});
