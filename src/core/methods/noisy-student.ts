import { pretrainThenFinetune } from './in-turn';
import type { Method } from './method';

/**
 * Noisy Student (Xie et al. 2020, algorithm 1): a teacher labels images without noise, a noised student learns both parts together, and
 * this is repeated with the student as the teacher. The paper compares it with a student that learns one part after the other, which a
 * recipe can choose here.
 */
export const noisyStudent: Method = {
  first: { stage: 'train', run: 'teacher', objective: 'cross-entropy', pool: 'none', poolViews: 0 },
  round: [
    { stage: 'label-pool' },
    { stage: 'select' },
    { stage: 'train', run: 'student', objective: 'joint', pool: 'pseudo-labelled', poolViews: 1 },
  ],
  inTurn: [{ stage: 'label-pool' }, { stage: 'select' }, ...pretrainThenFinetune()],
  words: {
    en: {
      title: 'Noisy Student',
      help: 'A teacher labels the pool, and a noised student learns from labelled and pseudo-labelled images together.',
      fits: 'Use it if you want to review the pseudo-labels, or if the pool has images of none of your classes.',
    },
    ko: {
      title: 'Noisy Student',
      help: '교사 모델이 풀에 라벨을 붙이고, 노이즈를 받은 학생 모델이 라벨된 이미지와 의사 라벨 이미지를 함께 학습합니다.',
      fits: '의사 라벨을 직접 살펴보고 싶거나 풀에 어느 클래스에도 속하지 않는 이미지가 있을 때 쓰세요.',
    },
  },
};
