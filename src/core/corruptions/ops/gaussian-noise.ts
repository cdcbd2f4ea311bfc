import { defineCorruption } from '../corruption';
import { normals } from '../pixels/draws';
import { levelsOf } from '../pixels/levels';

/** The parameter is the noise's standard deviation, in levels 0 to 1. */
export const gaussianNoise = defineCorruption({
  name: 'gaussian-noise',
  words: {
    en: { title: 'Gaussian noise', help: 'Grain of a sensor in low light.' },
    ko: { title: '가우시안 노이즈', help: '어두운 곳에서 센서에 생기는 입자입니다.' },
  },
  group: 'noise',
  published: {
    32: [0.04, 0.06, 0.08, 0.09, 0.1],
    64: [0.04, 0.08, 0.12, 0.15, 0.18],
    224: [0.08, 0.12, 0.18, 0.26, 0.38],
  },
  apply({ pixels }, deviation, random) {
    const noise = normals(random, pixels.length, 0, deviation);
    return levelsOf(pixels).map((level, i) => level + noise[i]);
  },
});
