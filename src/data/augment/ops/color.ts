import { color as apply } from '../color';
import { enhancement, increasing } from '../levels';
import { augmentOp } from '../op';

export const color = augmentOp(
  'Color',
  (image, _, level) => apply(image, enhancement(level)),
  (image, _, level, random) => apply(image, increasing(level, random)),
);
