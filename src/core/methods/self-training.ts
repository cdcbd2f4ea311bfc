import { pretrainThenFinetune } from './in-turn';
import type { Method } from './method';

/**
 * Self-training as it was before Noisy Student (Scudder 1965, Yarowsky 1995; with deep networks Yalniz et al.
 * 2019): there is no noise, the teacher's best class is the label, and the student is pre-trained on the pool
 * and fine-tuned on the labelled images.
 */
export const selfTraining: Method = {
  first: {
    stage: 'train',
    run: 'teacher',
    objective: 'cross-entropy',
    pool: 'none',
    poolViews: 0,
    noise: 'none',
  },
  round: [
    { stage: 'label-pool' },
    { stage: 'select' },
    ...pretrainThenFinetune({ noise: 'none', targets: 'hard' }),
  ],
  words: {
    en: {
      title: 'Self-training (classic)',
      help: 'A teacher gives each image of the pool its best class; a student without noise is pre-trained on these and fine-tuned on the labelled images.',
      fits: 'Use it to see what noise and soft labels are worth on your images.',
    },
    ko: {
      title: '자기 학습(고전)',
      help: '교사 모델이 풀의 이미지마다 가장 확률이 높은 클래스를 붙이고, 노이즈를 받지 않는 학생 모델이 이것으로 사전 학습한 뒤 라벨된 이미지로 미세 조정됩니다.',
      fits: '노이즈와 소프트 라벨이 내 이미지에서 얼마나 도움이 되는지 견줄 때 쓰세요.',
    },
  },
};
