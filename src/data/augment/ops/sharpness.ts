import { enhancement, increasing } from '../levels';
import { augmentOp } from '../op';
import { sharpness as apply } from '../sharpness';

export const sharpness = augmentOp(
  'Sharpness',
  (image, size, level) => apply(image, size, enhancement(level)),
  (image, size, level, random) => apply(image, size, increasing(level, random)),
);
