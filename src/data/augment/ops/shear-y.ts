import { shearY as apply } from '../geometry/affine';
import { signed } from '../operation/levels';
import { augmentOp } from '../operation/op';

export const shearY = augmentOp('ShearY', (image, size, level, random) =>
  apply(image, size, signed(0.03 * level, random)),
);
