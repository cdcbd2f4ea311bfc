import { solarize as apply } from '../filters/histogram';
import { augmentOp } from '../operation/op';

/** Released: the threshold is `int(25.6 level)`, which is above every value from level 10 on. Increasing: it falls from 256. */
export const solarize = augmentOp(
  'Solarize',
  (image, _, level) => apply(image, Math.trunc((level / 10) * 256)),
  (image, _, level) => apply(image, Math.max(0, 256 - Math.trunc((level / 10) * 256))),
);
