import { contrast as apply } from '../filters/color';
import { enhancement, increasing } from '../operation/levels';
import { augmentOp } from '../operation/op';

/** PIL's contrast blends with the mean grey; the released code's own blends with a value that grows with the area of the image. */
export const contrast = augmentOp(
  'Contrast',
  (image, _, level) => apply(image, enhancement(level)),
  (image, _, level, random) => apply(image, increasing(level, random)),
);
