import { brightness as apply } from '../color';
import { enhancement, increasing } from '../levels';
import { augmentOp } from '../op';

export const brightness = augmentOp(
  'Brightness',
  (image, _, level) => apply(image, enhancement(level)),
  (image, _, level, random) => apply(image, increasing(level, random)),
);
