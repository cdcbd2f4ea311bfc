import { brightness as apply } from '../filters/color';
import { enhancement, increasing } from '../operation/levels';
import { augmentOp } from '../operation/op';

export const brightness = augmentOp(
  'Brightness',
  (image, _, level) => apply(image, enhancement(level)),
  (image, _, level, random) => apply(image, increasing(level, random)),
);
