import type { Random } from '../../../core/numbers/random';

/** The smallest size at which the authors train on photographs; below it lengths are those of their 32x32 images. */
export const photographSize = 224;

/**
 * The lengths of the released code at level 10, in pixels. They are absolute: 100 and 40, whether a photograph is trained at 224, 475 or
 * 600 pixels. For 32x32 images the authors set both to `size // 8`; the same is done for every size below 224, where a translation by 100
 * pixels would move most of the image out at any useful level.
 */
export function lengths(size: number): { readonly translate: number; readonly cutout: number } {
  const eighth = Math.floor(size / 8);
  return size < photographSize ? { translate: eighth, cutout: eighth } : { translate: 100, cutout: 40 };
}

/** Positive or negative with equal probability. */
export function signed(amount: number, random: Random): number {
  return random.next() < 0.5 ? -amount : amount;
}

/** The released code's factor of an enhancement: 0.1 at level 0, 1.9 at level 10; a factor of 1 does not change the image. */
export function enhancement(level: number): number {
  return (level / 10) * 1.8 + 0.1;
}

/** A factor that moves away from 1 as the level grows, by up to 0.09 a level to either side (timm's increasing transforms). */
export function increasing(level: number, random: Random): number {
  return Math.max(0.1, 1 + signed(0.09 * level, random));
}

/** Scales a length from a 224 pixel image to this size. */
export function share(at224: number, size: number): number {
  return (at224 * size) / 224;
}
