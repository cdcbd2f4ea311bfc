import { sharpness as apply } from '../filters/sharpness';
import { enhancement, increasing } from '../operation/levels';
import { augmentOp } from '../operation/op';

export const sharpness = augmentOp(
  'Sharpness',
  (image, size, level) => apply(image, size, enhancement(level)),
  (image, size, level, random) => apply(image, size, increasing(level, random)),
);
