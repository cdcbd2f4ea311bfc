import { levelsOf } from '../../corruptions/pixels/levels';
import { motionBlur as blur } from '../../corruptions/pixels/motion';
import { definePerturbation } from '../perturbation';

/**
 * Radius and deviation in pixels, and by how many degrees the direction turns from frame to frame, ending at 0. The authors blur the
 * photographs of Tiny ImageNet before they shrink them, so its lengths are theirs scaled as if those photographs had 224 pixels.
 */
export const motionBlur = definePerturbation({
  name: 'motion-blur',
  words: {
    en: { title: 'Motion blur', help: 'A moving camera changes its direction.' },
    ko: { title: '움직임 흐림', help: '움직이는 카메라의 방향이 돌아갑니다.' },
  },
  compared: 'previous',
  published: {
    32: { count: 21, radius: 6, sigma: 1.8, step: 9 },
    64: { count: 31, radius: (14 * 64) / 224, sigma: (3 * 64) / 224, step: 5 },
    224: { count: 31, radius: 10, sigma: 3, step: 4 },
  },
  *frames({ pixels, size, scale }, { count, radius, sigma, step }) {
    const clean = levelsOf(pixels);
    for (let i = 0; i < count; i++)
      yield blur(clean, size, 3, {
        ...{ radius: radius * scale, sigma: sigma * scale },
        angle: (i - (count - 1)) * step,
      });
  },
});
