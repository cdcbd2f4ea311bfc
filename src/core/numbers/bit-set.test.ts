import { expect, it } from 'vitest';
import { BitSet } from './bit-set';
import { Random } from './random';

it('holds what a set of JavaScript holds, whatever is added and taken away', () => {
  const random = new Random(1);
  const [bits, twin] = [new BitSet(40), new Set<number>()];
  const other = new BitSet();
  const otherTwin = new Set<number>();
  for (let i = 0; i < 3000; i++) {
    const number = random.int(1000);
    if (random.next() < 0.6) {
      bits.add(number);
      twin.add(number);
    } else {
      bits.delete(number);
      twin.delete(number);
    }
    const another = random.int(600);
    other.add(another);
    otherTwin.add(another);
  }
  const ascending = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b);
  expect([...bits.numbers()]).toEqual(ascending(twin));
  expect(bits.size).toBe(twin.size);
  for (let number = 0; number < 1100; number++) expect(bits.has(number)).toBe(twin.has(number));
  const drawn = Array.from({ length: 500 }, () => random.int(1100));
  expect([...bits.among(drawn)]).toEqual(drawn.filter((number) => twin.has(number)));
  const both = ascending([...twin].filter((number) => otherTwin.has(number)));
  expect([...bits.and(other).numbers()]).toEqual(both);
  expect([...other.and(bits).numbers()]).toEqual(both);
});

it('holds the first and the last bit of a word', () => {
  const bits = new BitSet();
  for (const number of [0, 31, 32, 63]) bits.add(number);
  expect([...bits.numbers()]).toEqual([0, 31, 32, 63]);
  bits.delete(31);
  bits.delete(1000);
  expect([...bits.numbers()]).toEqual([0, 32, 63]);
});
