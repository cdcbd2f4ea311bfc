import { rotate as apply } from '../affine';
import { signed } from '../levels';
import { augmentOp } from '../op';

/** By 3 degrees a level. */
export const rotate = augmentOp('Rotate', (image, size, level, random) =>
  apply(image, size, signed(3 * level, random)),
);
