import { gaussianNoise as corruption } from '../../corruptions/ops/gaussian-noise';
import { definePerturbation } from '../perturbation';

/** The clean image, then independent draws of noise of this deviation, in levels 0 to 1. */
export const gaussianNoise = definePerturbation({
  name: 'gaussian-noise',
  words: {
    en: { title: 'Gaussian noise', help: 'The same picture with different grain in each frame.' },
    ko: { title: '가우시안 노이즈', help: '같은 그림에 프레임마다 다른 입자가 생깁니다.' },
  },
  compared: 'first',
  published: {
    32: { count: 31, deviation: 0.02 },
    64: { count: 31, deviation: 0.025 },
    224: { count: 31, deviation: 0.03 },
  },
  *frames(image, { count, deviation }, random, tools) {
    yield image.pixels.slice();
    for (let i = 1; i < count; i++) yield corruption.apply(image, deviation, random, tools);
  },
});
