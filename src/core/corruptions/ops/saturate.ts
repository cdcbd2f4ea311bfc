import { defineCorruption } from '../corruption';
import { levelsOf } from '../pixels/levels';

/** What the saturation of each pixel in HSV is multiplied by, and what is added to it. */
export const saturate = defineCorruption({
  name: 'saturate',
  words: {
    en: { title: 'Saturation', help: 'Colours paler (1, 2), then ever stronger (3 to 5).' },
    ko: { title: '채도', help: '색이 옅어지다가(1, 2) 점점 진해집니다(3~5).' },
  },
  group: 'digital',
  extra: true,
  published: {
    32: [
      [0.3, 0],
      [0.1, 0],
      [1.5, 0],
      [2, 0.1],
      [2.5, 0.2],
    ],
    64: [
      [0.3, 0],
      [0.1, 0],
      [2, 0],
      [5, 0.1],
      [30, 0.2],
    ],
    224: [
      [0.3, 0],
      [0.1, 0],
      [2, 0],
      [5, 0.1],
      [20, 0.2],
    ],
  },
  apply({ pixels }, [factor, added]) {
    const out = levelsOf(pixels);
    for (let i = 0; i < out.length; i += 3) {
      const value = Math.max(out[i], out[i + 1], out[i + 2]);
      const chroma = value - Math.min(out[i], out[i + 1], out[i + 2]);
      const saturation = value === 0 ? 0 : chroma / value;
      const wanted = Math.max(0, Math.min(1, saturation * factor + added));
      // Grey has the hue 0, which is red.
      const pull = (c: number) => (chroma === 0 ? (c === i ? 0 : 1) : (value - out[c]) / chroma);
      for (let c = i; c < i + 3; c++) out[c] = value - value * wanted * pull(c);
    }
    return out;
  },
});
