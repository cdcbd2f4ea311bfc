import { translateY as apply } from '../geometry/affine';
import { lengths, share, signed } from '../operation/levels';
import { augmentOp } from '../operation/op';

/** Increasing: at level 10 the shift is 100/224 of the side, as in the released code at 224 pixels. */
export const translateY = augmentOp(
  'TranslateY',
  (image, size, level, random) => apply(image, size, signed((level / 10) * lengths(size).translate, random)),
  (image, size, level, random) => apply(image, size, signed(share(10 * level, size), random)),
);
