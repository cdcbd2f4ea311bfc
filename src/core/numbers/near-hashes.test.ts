import { expect, it } from 'vitest';
import { NearHashes, nearBits } from './near-hashes';
import { Random } from './random';

it('finds just the hashes within so many bits, as comparing all does', () => {
  const random = new Random(3);
  const word = () => Math.floor(random.next() * 2 ** 32) >>> 0;
  const count = 3000;
  const words = Uint32Array.from({ length: count * 2 }, word);
  // A few bits off another one, so that there is something to find.
  for (let row = 1; row < count; row += 3)
    for (const at of [0, 1]) {
      words[row * 2 + at] = words[(row - 1) * 2 + at];
      for (let i = 0; i < 3; i++) words[row * 2 + at] ^= 1 << Math.floor(random.next() * 32);
    }
  const near = new NearHashes(words);
  const bits = (a: number, b: number) => (a ^ b ? ((a ^ b) >>> 0).toString(2).replaceAll('0', '').length : 0);
  let pairs = 0;
  for (let row = 0; row < 600; row++) {
    const distance = Array.from(
      { length: count },
      (_, other) => bits(words[row * 2], words[other * 2]) + bits(words[row * 2 + 1], words[other * 2 + 1]),
    );
    const expected = distance.flatMap((each, other) => (each <= nearBits ? [other] : []));
    const found = near.near(words[row * 2], words[row * 2 + 1]);
    expect(found[0] === row || distance[found[0]] === 0).toBe(true);
    expect([...found].sort((a, b) => a - b)).toEqual(expected);
    pairs += found.length - 1;
  }
  expect(pairs).toBeGreaterThan(150);
});
