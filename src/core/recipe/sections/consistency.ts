import { laterSection, numberOr, units } from '../setting/fields';
import { unusedWithout } from '../setting/unused';

/**
 * How a model learns from images that nobody and no teacher has labelled (FixMatch and its kin); `auto` is the value of the method's
 * authors (`core/methods`).
 */
export const consistencySchema = laterSection(
  { title: { en: 'Consistency', ko: '일관성' }, group: 'consistency' },
  {
    threshold: numberOr('auto', {
      words: {
        en: {
          title: 'Consistency threshold',
          help: 'An image of the pool counts in a step if the model’s largest probability reaches this; auto is the authors’ value (FixMatch 0.95; FlexMatch 0.95, and less for classes that are not learnt yet).',
        },
        ko: {
          title: '일관성 임계값',
          help: '모델의 최대 확률이 이 값에 이르면 풀의 이미지가 그 스텝의 손실에 들어갑니다. auto는 저자의 값입니다(FixMatch 0.95, FlexMatch도 0.95이며 아직 배우지 못한 클래스는 더 낮음).',
        },
      },
      min: 0,
      max: 1,
      older: 'auto',
      unused: [unusedWithout('threshold')],
    }),
    temperature: numberOr('auto', {
      words: {
        en: {
          title: 'Consistency temperature',
          help: 'Sharpens the model’s prediction before it becomes a target: 0 takes only the best class (auto), 0.4 is UDA’s value, 1 changes nothing. In knowledge distillation it softens the outputs of teacher and student (auto is 4; at least 1).',
        },
        ko: {
          title: '일관성 온도',
          help: '모델이 자기 예측을 배우기 전에 더 뚜렷하게 만듭니다. 0은 가장 확률이 높은 클래스만(auto), 0.4는 UDA의 값, 1은 그대로입니다. 지식 증류에서는 교사와 학생의 예측을 부드럽게 만듭니다(auto는 4, 1 이상).',
        },
      },
      min: 0,
      max: 20,
      older: 'auto',
      unused: [unusedWithout('temperature')],
    }),
    weight: numberOr('auto', {
      words: {
        en: {
          title: 'Consistency weight',
          help: 'Weight of the mean loss of the pool’s images, relative to that of the labelled ones; auto is 1 for FixMatch and its variants, 50 for Mean Teacher, 100 for the Pi-model and 3 for Pseudo-Label.',
        },
        ko: {
          title: '일관성 가중치',
          help: '라벨된 이미지의 평균 손실에 비해 풀 이미지의 평균 손실이 갖는 무게입니다. auto는 FixMatch 계열에서 1, Mean Teacher에서 50, Pi 모델에서 100, 의사 라벨에서 3입니다.',
        },
      },
      min: 0,
      max: 10_000,
      older: 'auto',
      unused: [unusedWithout('weight')],
    }),
    rampUp: numberOr('auto', {
      words: {
        en: {
          title: 'Ramp-up',
          help: 'Share of the training in which the consistency weight rises from nearly zero, by exp(-5 (1 - t)^2), or linearly after a sixth of it (Pseudo-Label); auto is 0 for FixMatch and its variants, 0.4 for Mean Teacher and Pseudo-Label, 0.27 for the Pi-model.',
        },
        ko: {
          title: '점증 구간',
          help: '일관성 가중치가 0 가까이에서 exp(-5 (1 - t)^2)를 따라(의사 라벨은 첫 6분의 1 뒤로 직선을 따라) 커지는 구간이 전체 학습에서 차지하는 비율입니다. auto는 FixMatch 계열에서 0, Mean Teacher와 의사 라벨에서 0.4, Pi 모델에서 0.27입니다.',
        },
      },
      unit: units.training,
      min: 0,
      max: 1,
      older: 'auto',
      unused: [unusedWithout('rampUp')],
    }),
    teacherDecay: numberOr('auto', {
      words: {
        en: {
          title: 'Decay of the averaged teacher',
          help: 'Decay of the averaged weights that give the targets for the pool in each step; these weights are evaluated and saved. auto is 0.999.',
        },
        ko: {
          title: '평균 교사의 감쇠율',
          help: '스텝마다 풀의 이미지에 대한 목표를 내놓는 가중치 평균의 감쇠율입니다. 이 평균을 평가하고 저장합니다. auto는 0.999입니다.',
        },
      },
      min: 0,
      max: 0.999999,
      older: 'auto',
      unused: [unusedWithout('teacherDecay')],
    }),
    stateDecay: numberOr('auto', {
      words: {
        en: {
          title: 'Decay of the running thresholds',
          help: 'How slowly an adaptive method (FreeMatch, SoftMatch) follows the model’s confidence on the pool; auto is 0.999. Use less for trainings of a few thousand steps.',
        },
        ko: {
          title: '적응 임계값의 감쇠율',
          help: '스스로 맞추는 방법(FreeMatch, SoftMatch)이 풀에 대한 모델의 예측을 얼마나 천천히 따라가는지입니다. auto는 0.999이며, 몇천 스텝뿐인 학습에서는 낮추세요.',
        },
      },
      min: 0,
      max: 0.999999,
      older: 'auto',
      unused: [unusedWithout('stateDecay')],
    }),
    fairness: numberOr('auto', {
      words: {
        en: {
          title: 'Fairness weight',
          help: 'Weight of FreeMatch’s fairness term, which keeps the model from predicting the same classes for all images; auto is 0.01.',
        },
        ko: {
          title: '공정성 가중치',
          help: '모델이 모든 이미지에 같은 클래스만 말하지 않도록 하는 FreeMatch 항의 무게입니다. auto는 0.01입니다.',
        },
      },
      min: 0,
      max: 100,
      older: 'auto',
      unused: [unusedWithout('fairness')],
    }),
  },
);
