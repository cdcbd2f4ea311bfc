import { flakesOf, snowedOn } from '../../corruptions/pixels/snowfall';
import { definePerturbation } from '../perturbation';

/**
 * Size of a flake, deviation of the noise that flakes are cut from, radius and deviation of their fall in pixels; the direction of the fall
 * turns by 4 degrees from frame to frame.
 */
export const snow = definePerturbation({
  name: 'snow',
  words: {
    en: { title: 'Snow', help: 'The wind turns while snow falls.' },
    ko: { title: '눈', help: '눈이 내리는 동안 바람의 방향이 바뀝니다.' },
  },
  compared: 'previous',
  published: {
    32: { count: 31, flake: 2, deviation: 0.3, radius: 10, sigma: 2 },
    64: { count: 31, flake: 2, deviation: 0.28, radius: 10, sigma: 2.5 },
    224: { count: 31, flake: 3, deviation: 0.3, radius: 14, sigma: 4 },
  },
  *frames(image, { count, flake, deviation, radius, sigma }, random) {
    const flakes = flakesOf(image, { mean: 0.05, deviation, flake, least: 0.5 }, random);
    for (let i = 0; i < count; i++)
      yield snowedOn(image, flakes, { radius, sigma, angle: 4 * i - 150, own: 0.85 });
  },
});
