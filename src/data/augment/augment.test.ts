import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../core/numbers/random';
import type { InputNoise } from '../../core/recipe';
import { augmentImage } from '.';
import { shiftFlip } from './crops/shift-flip';
import { cutout } from './geometry/cutout';
import type { Apply } from './operation/op';
import { opsOf } from './table';

const augmentOps = Object.fromEntries(opsOf('released'));
const augmentOpNames = Object.keys(augmentOps);
const increasingOps = Object.fromEntries(opsOf('increasing'));

const still: InputNoise = {
  randAugment: { ops: 0, magnitude: 0, set: 'released' },
  flip: false,
  crop: 0,
  cropArea: 1,
  cropRatio: 0.75,
  interpolation: 'bicubic',
  cutout: 0,
  mixup: 0,
  cutmix: 0,
};
const sizes = fc.integer({ min: 1, max: 24 });
const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const noises: fc.Arbitrary<InputNoise> = fc.record({
  randAugment: fc.record({
    ops: fc.integer({ min: 0, max: 4 }),
    magnitude: fc.double({ min: 0, max: 30, noNaN: true }),
    set: fc.constantFrom('released' as const, 'increasing' as const),
  }),
  flip: fc.boolean(),
  crop: fc.double({ min: 0, max: 0.5, noNaN: true }),
  cropArea: fc.constantFrom(1, 0.5, 0.08),
  cropRatio: fc.double({ min: 0.1, max: 1, noNaN: true }),
  interpolation: fc.constantFrom('bicubic' as const, 'bilinear' as const),
  cutout: fc.double({ min: 0, max: 1, noNaN: true }),
  mixup: fc.constant(0),
  cutmix: fc.constant(0),
});
const imageOf = (size: number, seed: number) => {
  const random = new Random(seed);
  return new Uint8Array(size * size * 3).map(() => random.int(256));
};

describe('augmentImage', () => {
  it('changes nothing without noise', () => {
    fc.assert(
      fc.property(sizes, seeds, (size, seed) => {
        const src = imageOf(size, seed);
        const dst = new Uint8Array(src.length);
        augmentImage(src, dst, size, still, seed);
        expect(dst).toEqual(src);
      }),
    );
  });

  it('is a function of its arguments: what came before, in any size, does not matter', () => {
    fc.assert(
      fc.property(sizes, sizes, seeds, seeds, noises, (size, other, seed, before, noise) => {
        const src = imageOf(size, seed);
        const [first, second] = [new Uint8Array(src.length), new Uint8Array(src.length).fill(9)];
        augmentImage(src, first, size, noise, seed);
        augmentImage(imageOf(other, before), new Uint8Array(other * other * 3), other, noise, before);
        augmentImage(src, second, size, noise, seed);
        expect(second).toEqual(first);
        expect(src).toEqual(imageOf(size, seed));
      }),
    );
  });

  it('writes inside dst alone', () => {
    fc.assert(
      fc.property(sizes, seeds, noises, (size, seed, noise) => {
        const src = imageOf(size, seed);
        const around = new Uint8Array(src.length + 200).fill(0xa5);
        augmentImage(src, around.subarray(100, 100 + src.length), size, noise, seed);
        const alone = new Uint8Array(src.length);
        augmentImage(src, alone, size, noise, seed);
        expect(around.subarray(100, 100 + src.length)).toEqual(alone);
        expect([...around.subarray(0, 100), ...around.subarray(-100)].every((v) => v === 0xa5)).toBe(true);
      }),
    );
  });

  it('keeps grey images grey', () => {
    fc.assert(
      fc.property(sizes, seeds, noises, (size, seed, noise) => {
        const src = imageOf(size, seed);
        for (let i = 0; i < src.length; i += 3) src.fill(src[i], i, i + 3);
        const dst = new Uint8Array(src.length);
        augmentImage(src, dst, size, noise, seed);
        for (let i = 0; i < dst.length; i += 3)
          expect(dst[i + 1] === dst[i] && dst[i + 2] === dst[i]).toBe(true);
      }),
    );
  });

  it('mirrors half of the images and shifts up to the crop share', () => {
    const size = 9;
    const src = imageOf(size, 1);
    const dst = new Uint8Array(src.length);
    const seen = new Map<string, number>();
    const known = new Map<string, string>();
    for (const mirror of [false, true])
      for (let dx = -1; dx <= 1; dx++)
        for (let dy = -1; dy <= 1; dy++) {
          shiftFlip(src, dst, size, dx, dy, mirror);
          known.set(dst.join(), `${mirror} ${dx} ${dy}`);
        }
    for (let seed = 0; seed < 1800; seed++) {
      augmentImage(src, dst, size, { ...still, flip: true, crop: 0.1 }, seed);
      const what = known.get(dst.join()) ?? 'something else';
      seen.set(what, (seen.get(what) ?? 0) + 1);
    }
    expect(seen.size).toBe(18);
    // 100 of each are expected; the bounds are five standard deviations.
    for (const [what, times] of seen) expect([what, times > 50 && times < 150]).toEqual([what, true]);
  });

  it('draws every op equally often, with replacement', () => {
    const size = 24;
    const src = imageOf(size, 3).map((v) => 60 + (v >> 1));
    const dst = new Uint8Array(src.length);
    const fixed = ['AutoContrast', 'Equalize', 'Invert', 'Posterize', 'Solarize', 'SolarizeAdd'] as const;
    const enhanced = ['Color', 'Contrast', 'Brightness', 'Sharpness'] as const;
    const resultOf = (names: readonly string[], draw: number) => {
      const image = src.slice();
      for (const name of names) augmentOps[name](image, size, 6, new Random(draw));
      return image.join();
    };
    const known = new Map<string, string>();
    for (const name of [...fixed, ...enhanced]) known.set(resultOf([name], 0), name);
    for (const name of ['Rotate', 'ShearX', 'ShearY', 'TranslateX', 'TranslateY'] as const)
      for (let draw = 0; draw < 20; draw++) known.set(resultOf([name], draw), name);
    const noise = { ...still, randAugment: { ops: 1, magnitude: 6, set: 'released' as const } };
    const seen = new Map<string, number>();
    for (let seed = 0; seed < 3200; seed++) {
      augmentImage(src, dst, size, noise, seed);
      const name = known.get(dst.join()) ?? 'Cutout';
      seen.set(name, (seen.get(name) ?? 0) + 1);
    }
    // 200 of each are expected; the bounds are five standard deviations. Cutout has too many places to list: results that no other op makes
    // are counted as its.
    expect([...seen.keys()].toSorted()).toEqual(augmentOpNames.toSorted());
    for (const [name, times] of seen) expect([name, times > 130 && times < 270]).toEqual([name, true]);

    const pairs = { ...still, randAugment: { ops: 2, magnitude: 6, set: 'released' as const } };
    const twice = new Set<string>();
    for (let seed = 0; seed < 3200; seed++) {
      augmentImage(src, dst, size, pairs, seed);
      twice.add(dst.join());
    }
    // Inverting twice gives the image itself, which only a draw with replacement can do.
    expect(twice.has(src.join())).toBe(true);
  });

  it('lays the extra cutout after the operations, and moves a small image last, a photograph first', () => {
    const noise = { ...still, crop: 0.25, cutout: 0.5 };
    const moves = (size: number) => {
      const src = new Uint8Array(size * size * 3).fill(7);
      const dst = new Uint8Array(src.length);
      const wholeCut = Math.round(size / 2) ** 2;
      let most = 0;
      for (let seed = 0; seed < 300; seed++) {
        augmentImage(src, dst, size, noise, seed);
        most = Math.max(most, dst.filter((v) => v === 128).length / 3 / wholeCut);
      }
      return most;
    };
    // A shift fills uncovered pixels by reflection: a square at the border appears twice, so there may be more grey than was painted.
    expect(moves(32)).toBeGreaterThan(1);
    expect(moves(224)).toBe(1);
  });
});

describe('ops of RandAugment', () => {
  const size = 20;
  const src = imageOf(size, 5);
  const applied = (name: string, level: number, seed = 1) => {
    const image = src.slice();
    augmentOps[name](image, size, level, new Random(seed));
    return image;
  };

  it('are the sixteen of the released code', () => {
    expect(augmentOpNames.toSorted()).toEqual(
      [
        ...['AutoContrast', 'Equalize', 'Invert', 'Rotate', 'Posterize', 'Solarize', 'Color', 'Contrast'],
        ...[
          'Brightness',
          'Sharpness',
          'ShearX',
          'ShearY',
          'TranslateX',
          'TranslateY',
          'SolarizeAdd',
          'Cutout',
        ],
      ].toSorted(),
    );
  });

  it('that grow with the level change nothing at level 0', () => {
    for (const name of [
      'Rotate',
      'ShearX',
      'ShearY',
      'TranslateX',
      'TranslateY',
      'SolarizeAdd',
      'Cutout',
    ] as const)
      expect([name, applied(name, 0).join() === src.join()]).toEqual([name, true]);
  });

  it('that are an enhancement change nothing at level 5, where their factor is 1', () => {
    for (const name of ['Color', 'Contrast', 'Brightness', 'Sharpness'] as const)
      expect([name, applied(name, 5).join() === src.join()]).toEqual([name, true]);
  });

  it('that weaken with the level are at their strongest at 0 and nothing at 27', () => {
    expect(applied('Posterize', 0).every((v) => v === 0)).toBe(true);
    expect(applied('Posterize', 5).every((v) => (v & 0x3f) === 0)).toBe(true);
    expect(applied('Posterize', 27)).toEqual(src);
    expect(applied('Solarize', 0)).toEqual(src.map((v) => 255 - v));
    expect(applied('Solarize', 27)).toEqual(src);
  });

  it('have both signs', () => {
    for (const name of ['Rotate', 'ShearX', 'ShearY', 'TranslateX', 'TranslateY'] as const) {
      const results = new Set(Array.from({ length: 20 }, (_, seed) => applied(name, 7, seed).join()));
      expect([name, results.size]).toEqual([name, 2]);
    }
  });

  it('of the increasing set have lengths that are shares of the image: 100 of 224 pixels at level 10', () => {
    for (const [size, level, pixels] of [
      [224, 10, 100],
      [448, 10, 200],
      [28, 8, 10],
    ]) {
      const image = new Uint8Array(size * size * 3).fill(7);
      increasingOps.TranslateX(image, size, level, new Random(1));
      expect(image.filter((v) => v === 128).length).toBe(pixels * size * 3);
    }
  });
});

describe('cutout', () => {
  it('covers the square as far as it is inside', () => {
    const size = 10;
    fc.assert(
      fc.property(
        fc.integer({ min: -12, max: 12 }),
        fc.integer({ min: -12, max: 12 }),
        fc.integer({ min: 0, max: 12 }),
        (left, top, side) => {
          const image = new Uint8Array(size * size * 3);
          cutout(image, size, left, top, side);
          for (let y = 0; y < size; y++)
            for (let x = 0; x < size; x++) {
              const inside = x >= left && x < left + side && y >= top && y < top + side;
              expect(image[(y * size + x) * 3 + 1]).toBe(inside ? 128 : 0);
            }
        },
      ),
    );
  });
});

describe('shiftFlip', () => {
  it('reflects at the border', () => {
    const row = (...values: number[]) => Uint8Array.from(values.flatMap((v) => [v, v, v]));
    const src = row(1, 2, 3, 4, 5, 6, 7, 8, 9);
    const dst = new Uint8Array(27);
    shiftFlip(src, dst, 3, 1, 0, false);
    expect(dst).toEqual(row(2, 1, 2, 5, 4, 5, 8, 7, 8));
    shiftFlip(src, dst, 3, 0, -1, true);
    expect(dst).toEqual(row(6, 5, 4, 9, 8, 7, 6, 5, 4));
  });
});

describe('the increasing set', () => {
  it('leaves an image nearly alone at a low level where the released one blackens it', () => {
    const size = 16;
    const image = imageOf(size, 3);
    const changeOf = (
      name: 'Posterize' | 'Solarize',
      ops: Readonly<Record<string, Apply>>,
      level: number,
    ) => {
      const changed = image.slice();
      ops[name](changed, size, level, new Random(1));
      return changed.reduce((sum, value, i) => sum + Math.abs(value - image[i]), 0) / image.length;
    };
    for (const name of ['Posterize', 'Solarize'] as const) {
      expect(changeOf(name, increasingOps, 1)).toBeLessThan(0.3 * changeOf(name, augmentOps, 1));
      expect(changeOf(name, increasingOps, 9)).toBeGreaterThan(changeOf(name, increasingOps, 1));
    }
  });
});
