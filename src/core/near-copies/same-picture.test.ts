import { describe, expect, it } from 'vitest';
import { Random } from '../numbers/random';
import { mirrored } from './mirror';
import { greyOf, register } from './register';
import { isSamePicture } from './same-picture';
import { smallSide } from './small-picture';

type Scene = (x: number, y: number) => readonly number[];

/** Spots of these sizes around mid grey, [3], as a function of place from 0 to 1. */
function spots(
  seed: number,
  count: number,
  [least, most]: readonly [number, number],
  strength: number,
): Scene {
  const random = new Random(seed);
  const all = Array.from({ length: count }, () => ({
    x: random.next() * 1.2 - 0.1,
    y: random.next() * 1.2 - 0.1,
    size: least + (most - least) * random.next(),
    colour: [0, 1, 2].map(() => (2 * random.next() - 1) * strength),
  }));
  return (x, y) => {
    const sum = [128, 128, 128];
    for (const spot of all) {
      const share = Math.exp(-((x - spot.x) ** 2 + (y - spot.y) ** 2) / (2 * spot.size ** 2));
      for (const c of [0, 1, 2]) sum[c] += spot.colour[c] * share;
    }
    return sum;
  };
}

/** A scene like a photograph: large things, and small ones on them. */
function photo(ground: number, details = ground + 100): Scene {
  const [large, small] = [spots(ground, 6, [0.15, 0.3], 90), spots(details, 50, [0.022, 0.05], 60)];
  return (x, y) => large(x, y).map((value, c) => value + small(x, y)[c] - 128);
}

type Window = readonly [left: number, top: number, width: number, height: number];

/** A picture of a part of a scene, each pixel the mean of 9 places, changed by a gain and an offset. */
function shot(at: Scene, [left, top, width, height]: Window = [0, 0, 1, 1], gain = 1, offset = 0) {
  const out = new Uint8Array(smallSide * smallSide * 3);
  for (let y = 0; y < smallSide; y++)
    for (let x = 0; x < smallSide; x++) {
      const sum = [0, 0, 0];
      for (const dy of [1 / 6, 1 / 2, 5 / 6])
        for (const dx of [1 / 6, 1 / 2, 5 / 6]) {
          const value = at(left + (width * (x + dx)) / smallSide, top + (height * (y + dy)) / smallSide);
          for (const c of [0, 1, 2]) sum[c] += value[c] / 9;
        }
      for (const c of [0, 1, 2])
        out[(y * smallSide + x) * 3 + c] = Math.max(0, Math.min(255, Math.round(gain * sum[c] + offset)));
    }
  return out;
}

const same = (
  one: Uint8Array,
  other: Uint8Array,
  { detailed = true, crowded = false, mirrored = true } = {},
) => isSamePicture({ one, other, detailed, crowded, mirrored });

describe('laying one picture on another', () => {
  it('finds where a part was cut out, to a hundredth of the side', () => {
    const windows: Window[] = [
      [0, 0, 0.95, 0.95],
      [0.05, 0.02, 0.95, 0.9],
      [0.05, 0.05, 0.9, 0.9],
      [0, 0, 1, 1],
    ];
    for (const [i, window] of windows.entries()) {
      const scene = photo(i + 1);
      const [left, top, width, height] = window;
      const place = register(shot(scene, window, 0.8, 20), shot(scene));
      // Placements count from -1 to 1, windows from 0 to 1.
      expect(place?.scaleX).toBeCloseTo(width, 1.7);
      expect(place?.scaleY).toBeCloseTo(height, 1.7);
      expect(place?.shiftX).toBeCloseTo(2 * left + width - 1, 1.7);
      expect(place?.shiftY).toBeCloseTo(2 * top + height - 1, 1.7);
    }
  });

  it('finds nothing where two pictures have nothing in common, or one is of one colour', () => {
    expect(register(shot(photo(1)), shot(photo(2)))).toBeNull();
    expect(register(shot(photo(1)), new Uint8Array(smallSide * smallSide * 3).fill(9))).toBeNull();
  });
});

describe('the same picture', () => {
  const scene = photo(7);
  const whole = shot(scene);

  /** Sets the colours of each pixel by its brightness. */
  const tinted = (picture: Uint8Array, tint: readonly number[]) => {
    const grey = greyOf(picture);
    return Uint8Array.from(picture, (_, i) =>
      Math.min(255, Math.round(grey[Math.floor(i / 3)] * tint[i % 3])),
    );
  };

  it('is one with paler or stronger colours', () => {
    const grey = greyOf(whole);
    for (const saturation of [0.3, 0.6, 1.4]) {
      const copy = Uint8Array.from(whole, (value, i) => {
        const base = grey[Math.floor(i / 3)];
        return Math.max(0, Math.min(255, Math.round(base + saturation * (value - base))));
      });
      expect([same(whole, copy), same(copy, whole)]).toEqual([true, true]);
    }
  });

  it('is one without its colours, or in one tone', () => {
    const [grey, sepia] = [tinted(whole, [1, 1, 1]), tinted(whole, [1.35, 1.2, 0.94])];
    for (const copy of [grey, sepia]) expect([same(whole, copy), same(copy, whole)]).toEqual([true, true]);
    expect(same(grey, sepia)).toBe(true);
    const other = shot(photo(7, 8));
    for (const tint of [
      [1, 1, 1],
      [1.35, 1.2, 0.94],
    ])
      expect(same(whole, tinted(other, tint))).toBe(false);
  });

  it('is one that is mirrored, unless labels say that the sides matter', () => {
    const copy = mirrored(whole);
    expect(mirrored(copy)).toEqual(whole);
    expect([same(whole, copy), same(copy, whole), same(whole, tinted(copy, [1, 1, 1]))]).toEqual([
      true,
      true,
      true,
    ]);
    expect(same(whole, copy, { mirrored: false })).toBe(false);
    expect(same(whole, copy, { detailed: false })).toBe(true);
    expect(same(whole, mirrored(shot(photo(7, 8))))).toBe(false);
  });

  it('is not one that is as like in a mirror because both are nearly symmetric, as garments are', () => {
    /** Two light bars; by how much the left half and the upper half are lighter than the others. */
    const trousers = (left: number, upper: number) => {
      const scene: Scene = (x, y) =>
        Array(3).fill(
          (Math.abs(x - 0.5) > 0.1 && Math.abs(x - 0.5) < 0.35 ? 220 : 20) +
            (x < 0.5 ? left : -left) +
            (y < 0.5 ? upper : -upper),
        );
      return shot(scene);
    };
    const [one, other] = [trousers(5, 0), trousers(-2, 5.5)];
    expect([
      same(one, other, { detailed: false }),
      same(one, mirrored(one), { detailed: false }),
      same(one, trousers(-4, 1), { detailed: false }),
    ]).toEqual([false, true, true]);
    expect(same(one, other)).toBe(false);
  });

  it('is one that is cut, brighter, or of less contrast', () => {
    for (const copy of [
      shot(scene, [0, 0, 0.95, 0.95]),
      shot(scene, [0.05, 0.05, 0.9, 0.9]),
      shot(scene, [0, 0, 1, 1], 1, 25),
      shot(scene, [0.02, 0.03, 0.95, 0.95], 0.7, 30),
    ])
      expect([same(whole, copy), same(copy, whole)]).toEqual([true, true]);
  });

  it('is none of other details on the same ground, nor one of other colours', () => {
    expect(same(whole, shot(photo(7)))).toBe(true);
    expect(same(whole, shot(photo(7, 8)))).toBe(false);
    const turned = Uint8Array.from(whole, (_, i) => whole[i - (i % 3) + ((i + 1) % 3)]);
    expect(same(whole, turned)).toBe(false);
  });

  it('of few pixels has to be equal in place and brightness', () => {
    expect(same(whole, shot(scene, [0, 0, 1, 1], 1, 4), { detailed: false })).toBe(true);
    expect(same(whole, shot(scene, [0, 0, 1, 1], 1, 25), { detailed: false })).toBe(false);
    // Among many that look alike less of a difference is allowed.
    expect(same(whole, shot(scene, [0, 0, 1, 1], 1, 3), { detailed: false, crowded: true })).toBe(true);
    expect(same(whole, shot(scene, [0, 0, 1, 1], 1, 5), { detailed: false })).toBe(true);
    expect(same(whole, shot(scene, [0, 0, 1, 1], 1, 5), { detailed: false, crowded: true })).toBe(false);
    expect(same(whole, shot(scene, [0, 0, 0.95, 0.95]), { detailed: false })).toBe(false);
  });
});
