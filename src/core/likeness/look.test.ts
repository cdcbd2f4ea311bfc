import { describe, expect, it } from 'vitest';
import { cosine, directionOf } from './likeness';
import { lookOf, lookSide, lookWidth, quantised } from './look';

type Colour = readonly [number, number, number];

/** A picture whose pixels are a function of their place. */
const painted = (colourAt: (x: number, y: number) => Colour) =>
  Uint8Array.from({ length: lookSide * lookSide * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return colourAt(pixel % lookSide, Math.floor(pixel / lookSide))[i % 3];
  });

const plain = (colour: Colour) => painted(() => colour);

function likeness(a: Uint8Array, b: Uint8Array): number {
  const looks = new Int8Array(2 * lookWidth);
  looks.set(lookOf(a));
  looks.set(lookOf(b), lookWidth);
  return cosine(looks, 1, directionOf(looks, [0]));
}

const red: Colour = [200, 30, 30];
const blue: Colour = [30, 30, 200];
const grey: Colour = [128, 128, 128];

describe('lookOf', () => {
  it('gives of a plain grey nothing but its brightness', () => {
    const look = lookOf(plain(grey));
    expect(look).toHaveLength(lookWidth);
    // 25 numbers of layout and 8 of tint come before the 4 greys; 128 lies halfway between the second and the third grey.
    expect([...look.subarray(0, 33)].every((number) => number === 0)).toBe(true);
    expect([...look.subarray(33, 37)]).toEqual([0, 126, 127, 0]);
    expect([...look.subarray(37)].every((number) => number === 0)).toBe(true);
  });

  it('gives of a plain red its tint, its greys and its hue, dark and light', () => {
    // Worked out by hand: luma 0.3172, redness 0.713 (200/255 - 0.3172) = 0.3331 in each quarter, blueness 0.564 (30/255 - 0.3172) = -0.1126,
    // saturation 0.85; the tint has length 0.7032 and becomes 0.8 long.
    const [redness, blueness] = [0.3331, -0.1126].map((tint) => (tint * 0.8) / 0.7032);
    const [lightRed, darkRed] = [Math.sqrt(0.85 * (200 / 255)), Math.sqrt(0.85 * (55 / 255))].map(
      (x) => x * 0.9,
    );
    const look = lookOf(plain(red));
    const scale = 127 / lightRed;
    for (const quarter of [0, 1, 2, 3]) {
      expect(look[25 + 2 * quarter]).toBeCloseTo(blueness * scale, -0.2);
      expect(look[26 + 2 * quarter]).toBeCloseTo(redness * scale, -0.2);
    }
    expect(look[37]).toBeCloseTo(darkRed * scale, -0.2);
    expect(look[43]).toBe(127);
  });

  it('is the same for the same picture, and near for one that is brighter by a little or a little noisy', () => {
    const picture = painted((x, y) => (x + y < lookSide ? red : blue));
    const brighter = picture.map((value) => Math.min(255, value + 8));
    const noisy = picture.map((value, i) => value + ((i * 7919) % 13) - 6);
    expect(likeness(picture, picture)).toBeCloseTo(1, 5);
    expect(likeness(picture, brighter)).toBeGreaterThan(0.98);
    expect(likeness(picture, noisy)).toBeGreaterThan(0.95);
  });

  it('tells colours, layouts and the directions of stripes apart', () => {
    const upright = painted((x) => (x % 4 < 2 ? grey : [200, 200, 200]));
    const level = painted((_, y) => (y % 4 < 2 ? grey : [200, 200, 200]));
    const above = painted((_, y) => (y < 10 ? [240, 240, 240] : [20, 20, 20]));
    const below = painted((_, y) => (y < 10 ? [20, 20, 20] : [240, 240, 240]));
    expect(likeness(plain(red), plain(blue))).toBeLessThan(0.2);
    expect(likeness(above, below)).toBeLessThan(0.4);
    expect(likeness(upright, level)).toBeLessThan(0.75);
    const moved = painted((x) => ((x + 1) % 4 < 2 ? grey : [200, 200, 200]));
    expect(likeness(upright, moved)).toBeGreaterThan(likeness(upright, level));
  });
});

describe('quantised', () => {
  it('keeps directions and gives zeros where there is nothing', () => {
    expect([...quantised([0.5, -0.25, 0])]).toEqual([127, -63, 0]);
    expect([...quantised([0, 0])]).toEqual([0, 0]);
  });
});
