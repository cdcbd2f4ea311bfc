import { expect, it } from 'vitest';
import { moreLabels } from './more-labels';

/** Five folds of 1,000 images each, with these errors. */
const point = (labels: number, ...errors: number[]) => ({
  labels,
  images: Array<number>(5).fill(1000),
  right: Array.from({ length: 5 }, (_, fold) => 1000 * (1 - (errors[fold] ?? errors[0]))),
});

it('goes on along the power that the errors follow', () => {
  // Half the error for four times the labels: error = 4 / sqrt(labels).
  const points = [point(100, 0.4), point(200, 4 / Math.sqrt(200)), point(400, 0.2)];
  const { labels, gain, deviation } = moreLabels(points, { labels: 500, more: 50 });
  expect(labels).toBe(50);
  expect(gain).toBeCloseTo(4 / Math.sqrt(500) - 4 / Math.sqrt(550), 6);
  expect(deviation).toBeCloseTo(0, 9);
});

it('says how much folds differ, as a jackknife does', () => {
  const early = point(100, 0.4);
  const points = [early, point(400, 0.16, 0.18, 0.2, 0.22, 0.24)];
  const { gain, deviation } = moreLabels(points, { labels: 500, more: 50 });
  const gains = [0, 1, 2, 3, 4].map((left) => {
    const error =
      [0.16, 0.18, 0.2, 0.22, 0.24].filter((_, fold) => fold !== left).reduce((a, b) => a + b) / 4;
    const slope = Math.log(error / 0.4) / Math.log(4);
    return 0.4 * (5 ** slope - 5.5 ** slope);
  });
  const mean = gains.reduce((a, b) => a + b) / 5;
  expect(gain).toBeGreaterThan(0);
  expect(deviation).toBeCloseTo(Math.sqrt(0.8 * gains.reduce((sum, each) => sum + (each - mean) ** 2, 0)), 9);
});

it('takes no loss for likely, and no error for unlikely to be 0', () => {
  expect(moreLabels([point(100, 0.3), point(400, 0.35)], { labels: 500, more: 50 }).gain).toBe(0);
  const none = moreLabels([point(100, 0), point(400, 0)], { labels: 500, more: 50 });
  expect(none).toEqual({ labels: 50, gain: 0, deviation: 0 });
});
