import { defineCorruption } from '../corruption';
import { uniform } from '../pixels/draws';
import { flakesOf, snowedOn } from '../pixels/snowfall';

/**
 * Mean and deviation of the noise that flakes are cut from, their size in pixels, the level below which there is none, radius and deviation
 * of their fall in pixels, and how much of the picture's own light is left.
 */
export const snow = defineCorruption({
  name: 'snow',
  words: {
    en: { title: 'Snow', help: 'Falling flakes in front of a whitened scene.' },
    ko: { title: '눈', help: '하얗게 된 장면 앞으로 눈송이가 떨어집니다.' },
  },
  group: 'weather',
  published: {
    32: [
      [0.1, 0.2, 1, 0.6, 8, 3, 0.95],
      [0.1, 0.2, 1, 0.5, 10, 4, 0.9],
      [0.15, 0.3, 1.75, 0.55, 10, 4, 0.9],
      [0.25, 0.3, 2.25, 0.6, 12, 6, 0.85],
      [0.3, 0.3, 1.25, 0.65, 14, 12, 0.8],
    ],
    64: [
      [0.1, 0.2, 1, 0.6, 8, 3, 0.8],
      [0.1, 0.2, 1, 0.5, 10, 4, 0.8],
      [0.15, 0.3, 1.75, 0.55, 10, 4, 0.7],
      [0.25, 0.3, 2.25, 0.6, 12, 6, 0.65],
      [0.3, 0.3, 1.25, 0.65, 14, 12, 0.6],
    ],
    224: [
      [0.1, 0.3, 3, 0.5, 10, 4, 0.8],
      [0.2, 0.3, 2, 0.5, 12, 4, 0.7],
      [0.55, 0.3, 4, 0.9, 12, 8, 0.7],
      [0.55, 0.3, 4.5, 0.85, 12, 8, 0.65],
      [0.55, 0.3, 2.5, 0.85, 12, 12, 0.55],
    ],
  },
  apply(image, [mean, deviation, flake, least, radius, sigma, own], random) {
    const flakes = flakesOf(image, { mean, deviation, flake, least }, random);
    const angle = uniform(random, -135, -45);
    return snowedOn(image, flakes, { radius, sigma, angle, own });
  },
});
