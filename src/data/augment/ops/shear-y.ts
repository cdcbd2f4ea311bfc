import { shearY as apply } from '../affine';
import { signed } from '../levels';
import { augmentOp } from '../op';

export const shearY = augmentOp('ShearY', (image, size, level, random) =>
  apply(image, size, signed(0.03 * level, random)),
);
