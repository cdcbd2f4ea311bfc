import { levelsOf } from '../../corruptions/pixels/levels';
import { definePerturbation } from '../perturbation';
import { turned } from '../warp';

/** Rotates by one degree from frame to frame, clockwise; the middle frame is upright. */
export const rotate = definePerturbation({
  name: 'rotate',
  words: {
    en: { title: 'Rotation', help: 'The camera rolls.' },
    ko: { title: '회전', help: '카메라가 돌아갑니다.' },
  },
  compared: 'previous',
  published: {
    32: { count: 31 },
    64: { count: 31 },
    224: { count: 31 },
  },
  *frames({ pixels, size }, { count }) {
    const clean = levelsOf(pixels);
    for (let i = 0; i < count; i++) yield turned(clean, size, i - (count - 1) / 2);
  },
});
