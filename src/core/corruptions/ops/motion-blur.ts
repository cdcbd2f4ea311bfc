import { defineCorruption } from '../corruption';
import { uniform } from '../pixels/draws';
import { levelsOf } from '../pixels/levels';
import { motionBlur as blur } from '../pixels/motion';

/** Radius and deviation in pixels; the direction is drawn, within 45 degrees of the horizontal. */
export const motionBlur = defineCorruption({
  name: 'motion-blur',
  words: {
    en: { title: 'Motion blur', help: 'The camera moves while the shutter is open.' },
    ko: { title: '움직임 흐림', help: '셔터가 열린 동안 카메라가 움직입니다.' },
  },
  group: 'blur',
  published: {
    32: [
      [6, 1],
      [6, 1.5],
      [6, 2],
      [8, 2],
      [9, 2.5],
    ],
    64: [
      [10, 1],
      [10, 1.5],
      [10, 2],
      [10, 2.5],
      [12, 3],
    ],
    224: [
      [10, 3],
      [15, 5],
      [15, 8],
      [15, 12],
      [20, 15],
    ],
  },
  apply({ pixels, size, scale }, [radius, sigma], random) {
    const line = { radius: radius * scale, sigma: sigma * scale, angle: uniform(random, -45, 45) };
    return blur(levelsOf(pixels), size, 3, line);
  },
});
