import { describe, expect, it } from 'vitest';
import { Random } from '../numbers/random';
import { register } from './register';
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

  it('is one that is cut, brighter, or of less contrast', () => {
    for (const copy of [
      shot(scene, [0, 0, 0.95, 0.95]),
      shot(scene, [0.05, 0.05, 0.9, 0.9]),
      shot(scene, [0, 0, 1, 1], 1, 25),
      shot(scene, [0.02, 0.03, 0.95, 0.95], 0.7, 30),
    ])
      expect([isSamePicture(whole, copy, true), isSamePicture(copy, whole, true)]).toEqual([true, true]);
  });

  it('is none of other details on the same ground, nor one of other colours', () => {
    expect(isSamePicture(whole, shot(photo(7)), true)).toBe(true);
    expect(isSamePicture(whole, shot(photo(7, 8)), true)).toBe(false);
    const turned = Uint8Array.from(whole, (_, i) => whole[i - (i % 3) + ((i + 1) % 3)]);
    expect(isSamePicture(whole, turned, true)).toBe(false);
  });

  it('of few pixels has to be equal in place and brightness', () => {
    expect(isSamePicture(whole, shot(scene, [0, 0, 1, 1], 1, 4), false)).toBe(true);
    expect(isSamePicture(whole, shot(scene, [0, 0, 1, 1], 1, 25), false)).toBe(false);
    expect(isSamePicture(whole, shot(scene, [0, 0, 0.95, 0.95]), false)).toBe(false);
  });
});
