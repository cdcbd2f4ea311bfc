import { defineCorruption } from '../corruption';
import { uniform } from '../pixels/draws';
import { ice } from '../pixels/ice';
import { levelsOf } from '../pixels/levels';

/** Means of red, green and blue of the authors' photographs of frost, beside the mean of the three. */
const tint = [-0.07, 0.012, 0.058];
/** The range of the mean levels of those photographs, and how far their pixels deviate from the mean. */
const [darkest, brightest, deviation] = [0.46, 0.8, 0.115];

/**
 * How much of the picture is left and how much frost is added. The published sets lay photographs of frost over their images, which may not
 * be redistributed here. This frost is drawn instead, on average as bright, as uneven and as blue as theirs, so its results are its own.
 */
export const frost = defineCorruption({
  name: 'frost',
  words: {
    en: {
      title: 'Frost',
      help: 'Ice grows over the lens. It is drawn by the studio instead of the authors’ photographs of frost.',
    },
    ko: {
      title: '서리',
      help: '렌즈에 얼음이 자랍니다. 논문 저자의 서리 사진이 아니라 여기서 만든 무늬입니다.',
    },
  },
  group: 'weather',
  published: {
    32: [
      [1, 0.2],
      [1, 0.3],
      [0.9, 0.4],
      [0.85, 0.4],
      [0.75, 0.45],
    ],
    64: [
      [1, 0.3],
      [0.9, 0.4],
      [0.8, 0.45],
      [0.75, 0.5],
      [0.7, 0.55],
    ],
    224: [
      [1, 0.4],
      [0.8, 0.6],
      [0.7, 0.7],
      [0.65, 0.7],
      [0.6, 0.75],
    ],
  },
  apply({ pixels, size }, [own, over], random) {
    const mean = uniform(random, darkest, brightest);
    const pattern = ice(random, size);
    return levelsOf(pixels).map((level, i) => {
      const frozen = mean + tint[i % 3] + deviation * pattern[Math.floor(i / 3)];
      return own * level + over * Math.max(0, Math.min(1, frozen));
    });
  },
});
