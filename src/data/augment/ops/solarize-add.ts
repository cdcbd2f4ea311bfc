import { solarizeAdd as apply } from '../histogram';
import { augmentOp } from '../op';

/** Adds `int(11 level)` to values below 128. */
export const solarizeAdd = augmentOp('SolarizeAdd', (image, _, level) =>
  apply(image, Math.trunc((level / 10) * 110)),
);
