import { integer, number, section, units, yesNo } from '../setting/fields';
import { unusedWhere } from '../setting/unused';

const fixIsOff = [
  unusedWhere('resolutionFix.enabled', false, {
    en: 'Not used: the fix is off.',
    ko: '쓰이지 않음: 해상도 보정이 꺼져 있습니다.',
  }),
];

/** A last short training on larger, unaugmented labelled images with the shallow layers fixed. */
export const fixSchema = section(
  { title: { en: 'Train-test resolution fix', ko: '학습·테스트 해상도 보정' }, group: 'fix' },
  {
    enabled: yesNo({
      essential: true,
      words: {
        en: {
          title: 'Enabled',
          help: 'Runs the fix after each training. The exponential schedule continues where it ended (1.2 % of the peak in the paper); after cosine and onecycle, which end at zero, the rate is 1.2 % of the peak.',
        },
        ko: {
          title: '사용',
          help: '학습이 끝날 때마다 해상도 보정을 실행합니다. exponential 스케줄은 끝난 곳에서 이어지고(논문에서는 최고 학습률의 1.2 %), 0으로 끝나는 cosine과 onecycle 뒤에는 최고 학습률의 1.2 %를 씁니다.',
        },
      },
      paper: true,
    }),
    size: integer({
      words: {
        en: { title: 'Larger size', help: 'Side of the larger images; later inference uses it too.' },
        ko: {
          title: '큰 이미지 크기',
          help: '더 큰 이미지의 한 변입니다. 이후의 추론에도 이 크기를 씁니다.',
        },
      },
      paper: 800,
      unit: units.pixels,
      min: 8,
      max: 2048,
      unused: fixIsOff,
    }),
    epochs: number({
      words: {
        en: { title: 'Length', help: 'Epochs over the labelled images.' },
        ko: { title: '길이', help: '라벨된 이미지를 몇 에포크 학습할지 정합니다.' },
      },
      paper: 1.5,
      unit: units.epochs,
      min: 0.01,
      max: 1000,
      unused: fixIsOff,
    }),
  },
);
