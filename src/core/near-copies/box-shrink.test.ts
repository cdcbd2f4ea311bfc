import { expect, it } from 'vitest';
import { Random } from '../numbers/random';
import { boxShrunk } from './box-shrink';

/** The mean over the area of each pixel, in steps so small that each lies in one pixel. */
function plain(
  data: Uint8Array,
  width: number,
  height: number,
  channels: number,
  to: { width: number; height: number },
) {
  const steps = 2 * 5 * 7 * 9;
  const out: number[] = [];
  for (let y = 0; y < to.height; y++)
    for (let x = 0; x < to.width; x++)
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        for (let i = 0; i < steps; i++)
          for (let j = 0; j < steps; j++) {
            const [row, column] = [
              Math.floor(((y + (i + 0.5) / steps) * height) / to.height),
              Math.floor(((x + (j + 0.5) / steps) * width) / to.width),
            ];
            sum += data[(row * width + column) * channels + channel];
          }
        out.push(sum / steps ** 2);
      }
  return out;
}

it.each([
  [9, 8, 3],
  [10, 6, 3],
  [7, 5, 1],
])('averages %i x %i pixels of %i channels over the area of each of 5 x 4', (width, height, channels) => {
  const random = new Random(width);
  const data = Uint8Array.from({ length: width * height * channels }, () => random.int(256));
  const to = { width: 5, height: 4 };
  const shrunk = boxShrunk({ data, width, height, channels }, to);
  const expected = plain(data, width, height, channels, to);
  expect(shrunk).toHaveLength(expected.length);
  for (const [i, value] of expected.entries())
    expect(Math.abs(shrunk[i] - value)).toBeLessThanOrEqual(0.5 + 1e-9);
});

it('leaves a picture of the same size as it is', () => {
  const data = Uint8Array.from({ length: 5 * 4 * 3 }, (_, i) => (i * 37) % 256);
  expect(boxShrunk({ data, width: 5, height: 4, channels: 3 }, { width: 5, height: 4 })).toEqual(data);
});
