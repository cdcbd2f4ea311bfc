import { defineCorruption } from '../corruption';
import { gaussianBlur as blur } from '../pixels/gaussian';
import { levelsOf } from '../pixels/levels';

/** The parameter is the standard deviation in pixels. */
export const gaussianBlur = defineCorruption({
  name: 'gaussian-blur',
  words: {
    en: { title: 'Gaussian blur', help: 'Every pixel mixes with its neighbours.' },
    ko: { title: '가우시안 흐림', help: '픽셀이 이웃 픽셀과 섞여 흐려집니다.' },
  },
  group: 'blur',
  extra: true,
  published: {
    32: [0.4, 0.6, 0.7, 0.8, 1],
    64: [0.5, 0.75, 1, 1.25, 1.5],
    224: [1, 2, 3, 4, 6],
  },
  apply: ({ pixels, size, scale }, sigma) => blur(levelsOf(pixels), size, 3, sigma * scale),
});
