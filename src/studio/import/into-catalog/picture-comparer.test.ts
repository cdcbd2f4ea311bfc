import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { isSamePicture } from '../../../core/near-copies/same-picture';
import { smallSide } from '../../../core/near-copies/small-picture';
import { Random } from '../../../core/numbers/random';
import { builtEntry } from '../../../core/runtime/entry';
import { PictureComparer } from '../../../data/facts/picture-comparer';

let comparer: PictureComparer;

afterEach(() => comparer.close());

/** A small picture of coarse spots, different for each seed. */
function picture(seed: number): Uint8Array {
  const random = new Random(seed);
  const spots = Array.from({ length: 30 }, () => [0, 1, 2, 3].map(() => random.next()));
  return Uint8Array.from({ length: smallSide * smallSide * 3 }, (_, at) => {
    const [x, y] = [(Math.floor(at / 3) % smallSide) / smallSide, Math.floor(at / 3 / smallSide) / smallSide];
    return spots.reduce(
      (sum, [left, top, size, grey]) =>
        sum + (grey - 0.5) * 160 * Math.exp(-((x - left) ** 2 + (y - top) ** 2) / (0.002 + 0.02 * size) / 2),
      128,
    );
  });
}

/** A copy that is brighter by 12 levels. */
const brighter = (small: Uint8Array) => small.map((value) => Math.min(255, value + 12));

describe('pictures compared in threads', () => {
  it('have the same answers as in this thread, in the order of the pairs', async () => {
    expect(existsSync(builtEntry('compare-worker', import.meta.url))).toBe(true);
    comparer = new PictureComparer();
    const all = Array.from({ length: 20 }, (_, seed) => picture(seed));
    const pairs = Array.from({ length: 150 }, (_, at) => {
      const one = all[at % 20];
      const other = at % 3 === 0 ? brighter(one) : all[(at + 7) % 20];
      return { one, other, detailed: at % 5 > 0, crowded: at % 3 > 0, mirrored: at % 7 > 0 };
    });
    const same = await comparer.compare(pairs);
    expect(same).toEqual(pairs.map(isSamePicture));
    expect(new Set(same)).toEqual(new Set([true, false]));
    expect(await comparer.compare([])).toEqual([]);
  });

  it('reject what is under way when they are closed, and start again when asked again', async () => {
    comparer = new PictureComparer();
    const [one, other] = [picture(1), picture(2)];
    const how = { detailed: true, crowded: false, mirrored: true };
    const pending = comparer.compare(Array.from({ length: 2000 }, () => ({ one, other, ...how })));
    const rejected = expect(pending).rejects.toThrow('closed');
    await comparer.close();
    await rejected;
    expect(await comparer.compare([{ one, other: one, ...how }])).toEqual([true]);
  });
});
