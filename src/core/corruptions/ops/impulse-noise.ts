import { defineCorruption } from '../corruption';

/** The parameter is the share of values that are lost, each channel on its own; half become black, half white. */
export const impulseNoise = defineCorruption({
  name: 'impulse-noise',
  words: {
    en: { title: 'Impulse noise', help: 'Values lost to black or white: bit errors, dead pixels.' },
    ko: { title: '임펄스 노이즈', help: '비트 오류나 불량 화소처럼 값이 흑이나 백으로 바뀝니다.' },
  },
  group: 'noise',
  published: {
    32: [0.01, 0.02, 0.03, 0.05, 0.07],
    64: [0.01, 0.02, 0.05, 0.08, 0.14],
    224: [0.03, 0.06, 0.09, 0.17, 0.27],
  },
  apply({ pixels }, share, random) {
    return pixels.map((value) => {
      const draw = random.next();
      if (draw >= share) return value;
      return draw < share / 2 ? 0 : 255;
    });
  },
});
