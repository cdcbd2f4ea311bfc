import { shotNoise as corruption } from '../../corruptions/ops/shot-noise';
import { definePerturbation } from '../perturbation';

/** The clean image, then independent draws of how many particles of light each pixel counts; the brightest pixel counts `most`. */
export const shotNoise = definePerturbation({
  name: 'shot-noise',
  words: {
    en: { title: 'Shot noise', help: 'The same picture with its photons counted again in each frame.' },
    ko: { title: '샷 노이즈', help: '같은 그림의 빛을 프레임마다 새로 셉니다.' },
  },
  compared: 'first',
  published: {
    32: { count: 31, most: 700 },
    64: { count: 31, most: 500 },
    224: { count: 31, most: 300 },
  },
  *frames(image, { count, most }, random, tools) {
    yield image.pixels.slice();
    for (let i = 1; i < count; i++) yield corruption.apply(image, most, random, tools);
  },
});
