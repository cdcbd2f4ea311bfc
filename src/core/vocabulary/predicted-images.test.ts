import { expect, it } from 'vitest';
import { predictedImage, predictedImageId } from './predicted-images';

it('gives each row of each prediction a number of its own, which no image of a catalog has', () => {
  expect(predictedImage(2 ** 31 - 1)).toBeNull();
  for (const [predictionId, row] of [
    [1, 0],
    [1, 2 ** 24 - 1],
    [2, 0],
    [50_000, 99_999],
  ]) {
    const id = predictedImageId(predictionId, row);
    expect(predictedImage(id)).toEqual({ predictionId, row });
    // The window's addresses hold 15 digits.
    expect(String(id).length).toBeLessThanOrEqual(15);
  }
  expect(predictedImageId(1, 2 ** 24 - 1) + 1).toBe(predictedImageId(2, 0));
});
