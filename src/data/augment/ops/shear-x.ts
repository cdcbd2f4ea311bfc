import { shearX as apply } from '../geometry/affine';
import { signed } from '../operation/levels';
import { augmentOp } from '../operation/op';

export const shearX = augmentOp('ShearX', (image, size, level, random) =>
  apply(image, size, signed(0.03 * level, random)),
);
