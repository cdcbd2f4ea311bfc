import { defineCorruption } from '../corruption';
import { levelsOf } from '../pixels/levels';

/** The parameter is the factor that the distance of each level from the mean of its channel is multiplied by. */
export const contrast = defineCorruption({
  name: 'contrast',
  words: {
    en: { title: 'Contrast', help: 'Little difference between dark and bright.' },
    ko: { title: '대비', help: '밝고 어두운 정도의 차이가 줄어듭니다.' },
  },
  group: 'digital',
  published: {
    32: [0.75, 0.5, 0.4, 0.3, 0.15],
    64: [0.4, 0.3, 0.2, 0.1, 0.05],
    224: [0.4, 0.3, 0.2, 0.1, 0.05],
  },
  apply({ pixels }, left) {
    const clean = levelsOf(pixels);
    const sums = [0, 0, 0];
    for (let i = 0; i < clean.length; i++) sums[i % 3] += clean[i];
    const means = sums.map((sum) => sum / (clean.length / 3));
    return clean.map((level, i) => (level - means[i % 3]) * left + means[i % 3]);
  },
});
