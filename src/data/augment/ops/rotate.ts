import { rotate as apply } from '../affine';
import { signed } from '../levels';
import { augmentOp } from '../op';

/** Rotates by 3 degrees for each level. */
export const rotate = augmentOp('Rotate', (image, size, level, random) =>
  apply(image, size, signed(3 * level, random)),
);
