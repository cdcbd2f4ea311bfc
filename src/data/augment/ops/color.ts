import { color as apply } from '../filters/color';
import { enhancement, increasing } from '../operation/levels';
import { augmentOp } from '../operation/op';

export const color = augmentOp(
  'Color',
  (image, _, level) => apply(image, enhancement(level)),
  (image, _, level, random) => apply(image, increasing(level, random)),
);
