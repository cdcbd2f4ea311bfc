import { expect, it } from 'vitest';
import { mirrored } from './mirror';
import { lookHeight, lookWidth, smallFromLook, smallFromNarrow, smallSide } from './small-picture';

/** Rises by three levels a column, and by one every four rows. */
const ramp = (channels: number) =>
  Uint8Array.from({ length: lookHeight * lookWidth * channels }, (_, at) => {
    const [column, row] = [Math.floor(at / channels) % lookWidth, Math.floor(at / channels / lookWidth)];
    return 3 * column + Math.floor(row / 4) + (at % channels);
  });

it('takes a ramp at the places of the narrower pixels', () => {
  const small = smallFromLook(ramp(3), 3);
  expect(small).toHaveLength(smallSide * smallSide * 3);
  for (const [x, y, colour] of [
    [0, 0, 0],
    [31, 8, 1],
    [63, 63, 2],
  ]) {
    const place = ((x + 0.5) * lookWidth) / smallSide - 0.5;
    expect(small[(y * smallSide + x) * 3 + colour]).toBe(Math.round(3 * place + Math.floor(y / 4) + colour));
  }
});

it('gives grey as three equal colours', () => {
  const [one, two] = [smallFromLook(ramp(1), 1), smallFromLook(ramp(3), 3)];
  expect(one.filter((_, at) => at % 3 === 2)).toEqual(two.filter((_, at) => at % 3 === 0));
});

it('of a narrow picture is mirrored if that is mirrored, and keeps its first and last pixels', () => {
  for (const width of [1, 5, 28, 32, 63]) {
    const row = Array.from({ length: width }, (_, x) => [(x * 97) % 256, (x * 41) % 256, x]);
    const of = (columns: readonly (readonly number[])[]) =>
      smallFromNarrow({ data: Uint8Array.from(columns.flat()), width, height: 1, channels: 3 });
    const small = of(row);
    expect(mirrored(of(row.toReversed()))).toEqual(small);
    expect([...small.slice(0, 3), ...small.slice(63 * 3, 64 * 3)]).toEqual([...row[0], ...row[width - 1]]);
  }
});
