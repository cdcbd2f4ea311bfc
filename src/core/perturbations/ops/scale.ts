import { levelsOf } from '../../corruptions/pixels/levels';
import { definePerturbation } from '../perturbation';
import { scaled } from '../warp';

/** The factor of the first frame and what is added to it from frame to frame. */
export const scale = definePerturbation({
  name: 'scale',
  words: {
    en: { title: 'Scale', help: 'The object comes nearer.' },
    ko: { title: '크기', help: '대상이 가까워집니다.' },
  },
  compared: 'previous',
  published: {
    32: { count: 31, from: 0.7, step: 0.02 },
    64: { count: 31, from: 0.4, step: 0.025 },
    224: { count: 31, from: 0.4, step: 0.025 },
  },
  *frames({ pixels, size }, { count, from, step }) {
    const clean = levelsOf(pixels);
    for (let i = 0; i < count; i++) yield scaled(clean, size, from + step * i);
  },
});
