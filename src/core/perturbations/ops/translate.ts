import { levelsOf } from '../../corruptions/pixels/levels';
import { black, sampled } from '../../corruptions/pixels/sampled';
import { definePerturbation } from '../perturbation';

/**
 * The image moves to the right by a pixel a frame, from `first` pixels; by whole pixels at any size, so that no frame is smoother than
 * another.
 */
export const translate = definePerturbation({
  name: 'translate',
  words: {
    en: { title: 'Translation', help: 'The object moves sideways.' },
    ko: { title: '이동', help: '대상이 옆으로 움직입니다.' },
  },
  compared: 'previous',
  published: {
    32: { count: 16, first: -7 },
    64: { count: 31, first: -15 },
    224: { count: 41, first: -20 },
  },
  *frames({ pixels, size, scale }, { count, first }) {
    const clean = levelsOf(pixels);
    for (let i = 0; i < count; i++) {
      const moved = Math.round((first + i) * scale);
      yield sampled(clean, size, black, (x, y, at) => {
        at[0] = x - moved;
        at[1] = y;
      });
    }
  },
});
