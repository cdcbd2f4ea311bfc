import { shearX as apply } from '../affine';
import { signed } from '../levels';
import { augmentOp } from '../op';

export const shearX = augmentOp('ShearX', (image, size, level, random) =>
  apply(image, size, signed(0.03 * level, random)),
);
