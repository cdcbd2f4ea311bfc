import { defineCorruption } from '../corruption';
import { levelsOf } from '../pixels/levels';

/** The parameter is added to the value of each pixel in HSV: hue and saturation stay. */
export const brightness = defineCorruption({
  name: 'brightness',
  words: {
    en: { title: 'Brightness', help: 'Too much light.' },
    ko: { title: '밝기', help: '빛이 지나치게 많습니다.' },
  },
  group: 'weather',
  published: {
    32: [0.05, 0.1, 0.15, 0.2, 0.3],
    64: [0.1, 0.2, 0.3, 0.4, 0.5],
    224: [0.1, 0.2, 0.3, 0.4, 0.5],
  },
  apply({ pixels }, added) {
    const out = levelsOf(pixels);
    for (let i = 0; i < out.length; i += 3) {
      const value = Math.max(out[i], out[i + 1], out[i + 2]);
      const brighter = Math.min(1, value + added);
      for (let c = i; c < i + 3; c++) out[c] = value === 0 ? brighter : (out[c] * brighter) / value;
    }
    return out;
  },
});
