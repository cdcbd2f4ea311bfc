import { describe, expect, it } from 'vitest';
import { Random } from '../numbers/random';
import { drawInDomain, type Passing } from './in-domain';

const meanOf = (passing: Passing) => {
  const random = new Random(2);
  const all = Array.from({ length: 4000 }, () => drawInDomain(passing, random));
  const mean = (part: 'passing' | 'flagged') => all.reduce((sum, each) => sum + each[part], 0) / all.length;
  return { passing: mean('passing'), flagged: mean('flagged') };
};

describe('drawInDomain', () => {
  it('takes a pool of which as much is flagged as of the held-out images to belong to the classes', () => {
    const { passing } = meanOf({ held: 1000, heldPassing: 950, pool: 10_000, poolPassing: 9500 });
    expect(passing).toBeGreaterThan(0.99);
  });

  it('takes what is flagged beyond that to be of no class, and some of what passes', () => {
    // A third belongs to no class. If all of it is found, 1/3 + 2/3 x 0.05 is flagged; if half of it is, 1/6 + 2/3 x 0.05.
    const found = meanOf({ held: 1000, heldPassing: 950, pool: 3000, poolPassing: 1900 });
    expect(found.passing).toBeLessThan(0.95);
    expect(found.passing).toBeGreaterThan(0.6);
    expect(found.flagged).toBeLessThan(0.2);
  });

  it('says nothing against a pool without held-out images', () =>
    expect(meanOf({ held: 0, heldPassing: 0, pool: 10, poolPassing: 5 })).toEqual({
      passing: 1,
      flagged: 1,
    }));

  it('never leaves the range of shares', () => {
    const random = new Random(9);
    for (let i = 0; i < 500; i++) {
      const { passing, flagged } = drawInDomain(
        { held: 5, heldPassing: 5, pool: 20, poolPassing: i % 21 },
        random,
      );
      for (const share of [passing, flagged]) expect(share >= 0 && share <= 1).toBe(true);
    }
  });
});
