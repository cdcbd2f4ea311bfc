import { solarizeAdd as apply } from '../filters/histogram';
import { augmentOp } from '../operation/op';

/** Adds `int(11 level)` to values below 128. */
export const solarizeAdd = augmentOp('SolarizeAdd', (image, _, level) =>
  apply(image, Math.trunc((level / 10) * 110)),
);
