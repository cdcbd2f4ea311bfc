import { defineCorruption } from '../corruption';
import { levelsOf } from '../pixels/levels';
import { factors, zoomed } from '../pixels/zoom';

/** Where the zoom ends (exclusive) and its step: the image is averaged with itself at each factor from 1. */
export const zoomBlur = defineCorruption({
  name: 'zoom-blur',
  words: {
    en: { title: 'Zoom blur', help: 'The camera moves towards the object.' },
    ko: { title: '줌 흐림', help: '카메라가 대상 쪽으로 움직입니다.' },
  },
  group: 'blur',
  published: {
    32: [
      [1.06, 0.01],
      [1.11, 0.01],
      [1.16, 0.01],
      [1.21, 0.01],
      [1.26, 0.01],
    ],
    64: [
      [1.06, 0.01],
      [1.11, 0.01],
      [1.16, 0.01],
      [1.21, 0.01],
      [1.26, 0.01],
    ],
    224: [
      [1.11, 0.01],
      [1.16, 0.01],
      [1.21, 0.02],
      [1.26, 0.02],
      [1.31, 0.03],
    ],
  },
  apply({ pixels, size }, [end, step]) {
    const clean = levelsOf(pixels);
    const zooms = factors(end, step);
    const sum = clean.slice();
    for (const factor of zooms) {
      const larger = zoomed(clean, size, 3, factor);
      for (let i = 0; i < sum.length; i++) sum[i] += larger[i];
    }
    return sum.map((each) => each / (zooms.length + 1));
  },
});
