import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stratifiedSplit } from './split';

const heldOf = (labels: readonly number[], share: number, seed: number, groups?: readonly number[]) => [
  ...stratifiedSplit(labels, share, seed, groups).held,
];

describe('a split by class', () => {
  const labels = Array.from({ length: 60 }, (_, i) => (i < 40 ? 0 : i < 55 ? 1 : 2));

  it('holds out the share of every class, by seed alone', () => {
    const held = heldOf(labels, 0.2, 1);
    expect(held).toHaveLength(12);
    expect([0, 1, 2].map((c) => held.filter((i) => labels[i] === c).length)).toEqual([8, 3, 1]);
    expect(heldOf(labels, 0.2, 1)).toEqual(held);
    expect(heldOf(labels, 0.2, 2)).not.toEqual(held);
  });

  it('is the same where every image is a group of its own', () => {
    for (const seed of [1, 2, 3])
      expect(
        heldOf(
          labels,
          0.3,
          seed,
          labels.map((_, i) => 1000 - i),
        ),
      ).toEqual(heldOf(labels, 0.3, seed));
  });

  it('refuses images without a class and shares that cannot be', () => {
    expect(() => stratifiedSplit([0, -1], 0.5, 1)).toThrow(/Image 1 has no class/);
    expect(() => stratifiedSplit([0], 1, 1)).toThrow(/from 0 to below 1/);
  });
});

describe('a split by group', () => {
  it('keeps images of a group together, holds out no more than asked, and leaves every class something', () => {
    const cases = fc.record({
      images: fc.array(fc.record({ label: fc.nat(3), group: fc.nat(12) }), { minLength: 1, maxLength: 80 }),
      share: fc.double({ min: 0, max: 0.9, noNaN: true }),
      seed: fc.nat(1000),
    });
    fc.assert(
      fc.property(cases, ({ images, share, seed }) => {
        const labels = images.map(({ label }) => label);
        const groups = images.map(({ group }) => group);
        const { held, kept } = stratifiedSplit(labels, share, seed, groups);
        const heldGroups = new Set([...held].map((i) => groups[i]));
        expect([...kept].some((i) => heldGroups.has(groups[i]))).toBe(false);
        expect([...held, ...kept].sort((a, b) => a - b)).toEqual(labels.map((_, i) => i));
        expect(held.length).toBeLessThanOrEqual(Math.round(share * labels.length));
        expect(kept.length).toBeGreaterThan(0);
      }),
    );
  });

  it('takes as many images as without groups where groups are small', () => {
    // Bursts of three of one class each.
    const labels = Array.from({ length: 120 }, (_, i) => Math.floor(i / 60));
    const groups = labels.map((_, i) => Math.floor(i / 3));
    const held = heldOf(labels, 0.25, 5, groups);
    expect(held).toHaveLength(30);
    expect(new Set(held.map((i) => groups[i])).size).toBe(10);
  });

  it('passes over a group that is larger than the share, and fills up with others', () => {
    const labels = new Array<number>(20).fill(0);
    const groups = labels.map((_, i) => (i < 12 ? 0 : i));
    for (const seed of [1, 2, 3, 4, 5]) {
      const held = heldOf(labels, 0.2, seed, groups);
      expect(held).toHaveLength(4);
      expect(held.every((i) => i >= 12)).toBe(true);
    }
  });

  it('counts a group for the class that most of its images have', () => {
    const labels = [0, 0, 1, 1, 1, 1, 1, 1];
    const groups = [7, 7, 7, 3, 4, 5, 6, 8];
    // Class 0 has one group, which it keeps; two fifths of the others are drawn from class 1.
    for (const seed of [1, 2, 3]) expect(heldOf(labels, 0.4, seed, groups).every((i) => i > 2)).toBe(true);
  });
});
