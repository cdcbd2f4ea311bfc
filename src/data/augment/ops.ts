import type { Random } from '../../core/numbers/random';
import { rotate, shearX, shearY, translateX, translateY } from './affine';
import { brightness, color, contrast } from './color';
import { cutout } from './cutout';
import { autoContrast, equalize, invert, posterize, solarize, solarizeAdd } from './histogram';
import { sharpness } from './sharpness';

/** Changes an image `[size, size, 3]` in place; `level` is the magnitude in tenths of the full range. */
export type AugmentOp = (image: Uint8Array, size: number, level: number, random: Random) => void;

/** The smallest size at which the authors train on photographs; below it lengths are those of their 32x32 images. */
export const photographSize = 224;

/**
 * The lengths of the released code at level 10, in pixels. They are absolute: 100 and 40 whether a photograph is trained at 224,
 * 475 or 600 pixels. For 32x32 images the authors set both to `size // 8`; the same is done for every size below 224, where
 * 100 pixels would push out the image at any level worth the name.
 */
function lengths(size: number): { readonly translate: number; readonly cutout: number } {
  const eighth = Math.floor(size / 8);
  return size < photographSize ? { translate: eighth, cutout: eighth } : { translate: 100, cutout: 40 };
}

/**
 * The operations of RandAugment as the authors released it, with their ranges at level 10; a level of 27 goes beyond. Two of
 * them weaken as the level grows: Posterize keeps `int(0.4 level)` bits (timm's "PosterizeTpu"; from level 20 on
 * all eight, below 2.5 none, which is black) and Solarize's threshold is `int(25.6 level)` (from level 10 on above every value).
 * Contrast is PIL's, which blends with the mean grey; the released code's own blends with a value that grows with the area of the image.
 */
export const augmentOps = {
  AutoContrast: autoContrast,
  Equalize: equalize,
  Invert: invert,
  Rotate: (image, size, level, random) => rotate(image, size, signed(3 * level, random)),
  Posterize: (image, _, level) => posterize(image, Math.min(8, Math.trunc((level / 10) * 4))),
  Solarize: (image, _, level) => solarize(image, Math.trunc((level / 10) * 256)),
  SolarizeAdd: (image, _, level) => solarizeAdd(image, Math.trunc((level / 10) * 110)),
  Color: (image, _, level) => color(image, enhancement(level)),
  Contrast: (image, _, level) => contrast(image, enhancement(level)),
  Brightness: (image, _, level) => brightness(image, enhancement(level)),
  Sharpness: (image, size, level) => sharpness(image, size, enhancement(level)),
  ShearX: (image, size, level, random) => shearX(image, size, signed(0.03 * level, random)),
  ShearY: (image, size, level, random) => shearY(image, size, signed(0.03 * level, random)),
  TranslateX: (image, size, level, random) =>
    translateX(image, size, signed((level / 10) * lengths(size).translate, random)),
  TranslateY: (image, size, level, random) =>
    translateY(image, size, signed((level / 10) * lengths(size).translate, random)),
  Cutout: (image, size, level, random) =>
    cutoutAround(image, size, Math.trunc((level / 10) * lengths(size).cutout), random),
} as const satisfies Record<string, AugmentOp>;

/**
 * A set of our own for magnitudes from 0 to 10, in which no operation weakens as the level grows: it leaves an image almost alone
 * at a low level where the released one blackens it. Posterize keeps `4 - int(0.4 level)` bits, Solarize's threshold falls from
 * 256, colours move by up to 0.09 a level to either side (these formulas are those of timm's increasing transforms), and lengths are
 * shares of the image: at level 10 Translate 100/224 and Cutout's half-size 40/224 of the side, what the released code has at 224
 * pixels. It is not timm's `inc1`, which applies each drawn operation with probability 0.5 and has no Cutout: here every drawn one is applied.
 */
export const increasingOps: Readonly<Record<AugmentOpName, AugmentOp>> = {
  ...augmentOps,
  Posterize: (image, _, level) => posterize(image, Math.max(0, 4 - Math.trunc((level / 10) * 4))),
  Solarize: (image, _, level) => solarize(image, Math.max(0, 256 - Math.trunc((level / 10) * 256))),
  Color: (image, _, level, random) => color(image, increasing(level, random)),
  Contrast: (image, _, level, random) => contrast(image, increasing(level, random)),
  Brightness: (image, _, level, random) => brightness(image, increasing(level, random)),
  Sharpness: (image, size, level, random) => sharpness(image, size, increasing(level, random)),
  TranslateX: (image, size, level, random) =>
    translateX(image, size, signed(share(10 * level, size), random)),
  TranslateY: (image, size, level, random) =>
    translateY(image, size, signed(share(10 * level, size), random)),
  Cutout: (image, size, level, random) =>
    cutoutAround(image, size, Math.trunc(share(4 * level, size)), random),
};

export type AugmentOpName = keyof typeof augmentOps;

export const augmentOpNames = Object.keys(augmentOps) as AugmentOpName[];

function signed(amount: number, random: Random): number {
  return random.next() < 0.5 ? -amount : amount;
}

function enhancement(level: number): number {
  return (level / 10) * 1.8 + 0.1;
}

function increasing(level: number, random: Random): number {
  return Math.max(0.1, 1 + signed(0.09 * level, random));
}

/** Pixels of a 224 pixel image as the same share of this one. */
function share(at224: number, size: number): number {
  return (at224 * size) / 224;
}

/** A grey square of `2 half` pixels about a place drawn anywhere in the image, cut off at its border. */
function cutoutAround(image: Uint8Array, size: number, half: number, random: Random): void {
  const left = random.int(size) - half;
  cutout(image, size, left, random.int(size) - half, 2 * half);
}
