import { rotate as apply } from '../geometry/affine';
import { signed } from '../operation/levels';
import { augmentOp } from '../operation/op';

/** Rotates by 3 degrees for each level. */
export const rotate = augmentOp('Rotate', (image, size, level, random) =>
  apply(image, size, signed(3 * level, random)),
);
