import { choice, number, section, units } from '../setting/fields';
import { unusedUnless, unusedWhere } from '../setting/unused';

const stairsOnly = [
  unusedUnless('training.schedule.kind', 'exponential', {
    en: 'Not used: only the exponential schedule has stairs.',
    ko: '쓰이지 않음: exponential 스케줄에만 계단이 있습니다.',
  }),
];

/** How the learning rate moves during a training. */
export const scheduleSchema = section(
  { title: { en: 'Learning-rate schedule', ko: '학습률 스케줄' }, part: 'schedule' },
  {
    kind: choice(['exponential', 'cosine', 'onecycle'], {
      words: {
        en: {
          title: 'Kind',
          help: 'exponential falls in stairs as in the paper, cosine falls smoothly to zero, onecycle rises for 30 % and falls (best for short trainings).',
        },
        ko: {
          title: '종류',
          help: 'exponential은 논문처럼 계단식으로 내려가고, cosine은 0까지 매끄럽게 내려가며, onecycle은 30 % 동안 올라갔다가 내려갑니다(짧은 학습에 가장 좋음).',
        },
      },
      paper: 'exponential',
    }),
    warmupEpochs: number({
      words: {
        en: {
          title: 'Warm-up',
          help: 'Time in which the rate rises linearly from zero; onecycle has its own rise and does not use this.',
        },
        ko: {
          title: '워밍업',
          help: '학습률이 0에서 선형으로 올라가는 기간입니다. onecycle에는 자체 상승 구간이 있어 이 값을 쓰지 않습니다.',
        },
      },
      paper: 5,
      unit: units.epochs,
      min: 0,
      max: 10_000,
      unused: [
        unusedWhere('training.schedule.kind', 'onecycle', {
          en: 'Not used: onecycle has its own rise.',
          ko: '쓰이지 않음: onecycle에는 자체 상승 구간이 있습니다.',
        }),
      ],
    }),
    decay: number({
      words: {
        en: {
          title: 'Decay factor',
          help: 'The exponential schedule multiplies the rate by this at each stair.',
        },
        ko: { title: '감쇠 계수', help: 'exponential 스케줄이 계단마다 학습률에 곱하는 값입니다.' },
      },
      paper: 0.97,
      min: 0.01,
      max: 1,
      unused: stairsOnly,
    }),
    decayEpochs: number({
      words: {
        en: {
          title: 'Decay every',
          help: 'Width of a stair of the exponential schedule: 2.4 for 350 epochs, 4.8 for 700.',
        },
        ko: {
          title: '감쇠 간격',
          help: 'exponential 스케줄의 계단 너비입니다. 350 에포크에는 2.4, 700 에포크에는 4.8입니다.',
        },
      },
      paper: 2.4,
      unit: units.epochs,
      min: 0.001,
      max: 10_000,
      unused: stairsOnly,
    }),
  },
);
