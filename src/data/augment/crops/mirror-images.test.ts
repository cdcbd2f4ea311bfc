import { expect, it } from 'vitest';
import { mirrorImages } from './mirror-images';

it('swaps left and right of each image, and twice gives them back', () => {
  const images = Uint8Array.from({ length: 2 * 3 * 3 * 3 }, (_, i) => i);
  const mirrored = mirrorImages(images, 3);
  expect([...mirrored.subarray(0, 9)]).toEqual([6, 7, 8, 3, 4, 5, 0, 1, 2]);
  expect([...mirrored.subarray(27, 36)]).toEqual([33, 34, 35, 30, 31, 32, 27, 28, 29]);
  expect(mirrorImages(mirrored, 3)).toEqual(images);
});
