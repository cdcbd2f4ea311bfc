import { levelsOf } from '../../corruptions/pixels/levels';
import { definePerturbation } from '../perturbation';
import { tilted } from '../warp';

/** Tilts by `step` degrees about both axes from frame to frame; the middle frame is straight. */
export const tilt = definePerturbation({
  name: 'tilt',
  words: {
    en: { title: 'Tilt', help: 'The camera looks from another side.' },
    ko: { title: '기울임', help: '카메라가 다른 쪽에서 봅니다.' },
  },
  compared: 'previous',
  published: {
    32: { count: 31, step: 0.75 },
    64: { count: 31, step: 1 },
    224: { count: 31, step: 1 },
  },
  *frames({ pixels, size }, { count, step }) {
    const clean = levelsOf(pixels);
    for (let i = 0; i < count; i++) yield tilted(clean, size, (i - (count - 1) / 2) * step);
  },
});
