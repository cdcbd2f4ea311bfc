import { brightness as corruption } from '../../corruptions/ops/brightness';
import { definePerturbation } from '../perturbation';

/** The step by which the value in HSV grows from frame to frame; the middle frame is unchanged. */
export const brightness = definePerturbation({
  name: 'brightness',
  words: {
    en: { title: 'Brightness', help: 'From too dark to too bright.' },
    ko: { title: '밝기', help: '너무 어두운 것부터 너무 밝은 것까지 변합니다.' },
  },
  compared: 'previous',
  published: {
    32: { count: 31, step: 0.015 },
    64: { count: 31, step: 0.02 },
    224: { count: 31, step: 0.02 },
  },
  *frames(image, { count, step }, random, tools) {
    for (let i = 0; i < count; i++)
      yield corruption.apply(image, (i - (count - 1) / 2) * step, random, tools);
  },
});
