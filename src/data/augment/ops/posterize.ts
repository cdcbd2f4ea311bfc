import { posterize as apply } from '../filters/histogram';
import { augmentOp } from '../operation/op';

/**
 * Released: keeps `int(0.4 level)` bits (timm's "PosterizeTpu"; from level 20 on it keeps all eight, below 2.5 none, which makes the image
 * black). Increasing: keeps `4 - int(0.4 level)`.
 */
export const posterize = augmentOp(
  'Posterize',
  (image, _, level) => apply(image, Math.min(8, Math.trunc((level / 10) * 4))),
  (image, _, level) => apply(image, Math.max(0, 4 - Math.trunc((level / 10) * 4))),
);
