import type { Apply, AugmentOp, OpSet } from './operation/op';
import { autoContrast } from './ops/auto-contrast';
import { brightness } from './ops/brightness';
import { color } from './ops/color';
import { contrast } from './ops/contrast';
import { cutoutOp } from './ops/cutout';
import { equalize } from './ops/equalize';
import { invert } from './ops/invert';
import { posterize } from './ops/posterize';
import { rotate } from './ops/rotate';
import { sharpness } from './ops/sharpness';
import { shearX } from './ops/shear-x';
import { shearY } from './ops/shear-y';
import { solarize } from './ops/solarize';
import { solarizeAdd } from './ops/solarize-add';
import { translateX } from './ops/translate-x';
import { translateY } from './ops/translate-y';

/**
 * Every operation of RandAugment, one line each; a draw picks by position, so new ones go to the end. `released` is the list of the
 * authors, with their ranges at level 10; a level of 27 goes beyond them. `increasing` is a set of our own for magnitudes from 0 to 10,
 * which hardly changes an image at a low level, where the released one blackens it. It is not timm's `inc1`, which applies each drawn
 * operation with probability 0.5 and has no Cutout: here every drawn operation is applied.
 */
const augmentOps = [
  autoContrast,
  equalize,
  invert,
  rotate,
  posterize,
  solarize,
  solarizeAdd,
  color,
  contrast,
  brightness,
  sharpness,
  shearX,
  shearY,
  translateX,
  translateY,
  cutoutOp,
] as const;

/** The operations of a set by name, in the order of the table. */
export const opsOf = (set: OpSet): ReadonlyMap<string, Apply> =>
  new Map(
    augmentOps.flatMap(({ name, in: sets }: AugmentOp) => {
      const apply = sets[set];
      return apply ? [[name, apply] as const] : [];
    }),
  );
