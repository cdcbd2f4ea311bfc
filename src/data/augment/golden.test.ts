import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { brightness, color, contrast } from './filters/color';
import { autoContrast, equalize, invert, posterize, solarize, solarizeAdd } from './filters/histogram';
import { sharpness } from './filters/sharpness';
import { rotate, shearX, shearY, translateX, translateY } from './geometry/affine';
import golden from './golden/cases.json';

type Op = (image: Uint8Array, size: number, value: number) => void;

const ops: Record<string, Op> = {
  autoContrast,
  equalize,
  invert,
  posterize: (image, _, bits) => posterize(image, bits),
  solarize: (image, _, threshold) => solarize(image, threshold),
  solarizeAdd: (image, _, addition) => solarizeAdd(image, addition),
  color: (image, _, factor) => color(image, factor),
  contrast: (image, _, factor) => contrast(image, factor),
  brightness: (image, _, factor) => brightness(image, factor),
  sharpness,
  rotate,
  shearX,
  shearY,
  translateX,
  translateY,
};

/** golden/make.py wrote the pixels with Pillow 13.0.0: the images, then the result of each case. */
const pixels = new Uint8Array(gunzipSync(readFileSync(new URL('./golden/pixels.bin.gz', import.meta.url))));
let at = 0;
const take = (size: number) => {
  const part = pixels.slice(at, at + size * size * 3);
  at += part.length;
  return part;
};
const images = golden.sizes.map(take);
const cases = golden.cases.map((one) => ({ ...one, expected: take(golden.sizes[one.image]) }));

describe('augmentation ops equal Pillow 13.0.0 exactly', () => {
  for (const name of Object.keys(ops)) {
    const own = cases.filter(({ op }) => op === name);
    it(`${name} (${own.length} cases)`, () => {
      expect(own.length).toBeGreaterThan(0);
      for (const { value, image, expected } of own) {
        const result = images[image].slice();
        ops[name](result, golden.sizes[image], value ?? 0);
        const differing = result.reduce((sum, v, i) => sum + (v === expected[i] ? 0 : 1), 0);
        expect({ value, image, differing }).toEqual({ value, image, differing: 0 });
      }
    });
  }

  it('uses every golden pixel', () => expect(at).toBe(pixels.length));
});
