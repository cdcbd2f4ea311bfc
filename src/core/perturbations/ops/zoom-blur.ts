import { levelsOf } from '../../corruptions/pixels/levels';
import { definePerturbation } from '../perturbation';
import { scaled } from '../warp';

/** Each frame is the mean of the image and its enlargements so far; each enlargement is larger than the one before by `step`. */
export const zoomBlur = definePerturbation({
  name: 'zoom-blur',
  words: {
    en: { title: 'Zoom blur', help: 'The camera moves towards the object, farther in each frame.' },
    ko: { title: '줌 흐림', help: '프레임마다 카메라가 대상에 더 다가갑니다.' },
  },
  compared: 'previous',
  published: {
    32: { count: 31, step: 0.004 },
    64: { count: 31, step: 0.004 },
    224: { count: 31, step: 0.004 },
  },
  *frames({ pixels, size }, { count, step }) {
    yield pixels.slice();
    const clean = levelsOf(pixels);
    const sum = clean.slice();
    for (let i = 1; i < count; i++) {
      const larger = scaled(clean, size, 1 + step * i);
      for (let at = 0; at < sum.length; at++) sum[at] += larger[at];
      yield sum.map((each) => each / (i + 1));
    }
  },
});
