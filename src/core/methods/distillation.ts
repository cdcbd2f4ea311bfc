import type { Method } from './method';

/**
 * Knowledge distillation (Hinton et al. 2015): a student, which may be smaller, learns the teacher's whole distribution without noise, with
 * both distributions softened by a temperature. 4 is a common temperature (Hinton et al. tried 1 to 20).
 */
export const distillation: Method = {
  first: { stage: 'train', run: 'teacher', objective: 'cross-entropy', pool: 'none', poolViews: 0 },
  round: [
    { stage: 'label-pool' },
    { stage: 'select' },
    {
      stage: 'train',
      run: 'student',
      objective: 'distillation',
      pool: 'pseudo-labelled',
      poolViews: 1,
      noise: 'none',
      consistency: { temperature: 4 },
    },
  ],
  smallerStudents: true,
  words: {
    en: {
      title: 'Knowledge distillation',
      help: 'A teacher labels the pool. A student without noise, which may be smaller, learns the softened distributions and the labelled images.',
      fits: 'Use it if you need a smaller or faster model that comes close to a large one; to surpass the teacher, use Noisy Student.',
    },
    ko: {
      title: '지식 증류',
      help: '교사 모델이 풀에 라벨을 붙이고, 노이즈를 받지 않는 학생 모델(더 작아도 됨)이 부드럽게 만든 교사의 분포와 라벨된 이미지를 학습합니다.',
      fits: '큰 모델에 가까운 더 작거나 빠른 모델이 필요할 때 쓰세요. 교사보다 나아지려면 Noisy Student를 쓰세요.',
    },
  },
};
