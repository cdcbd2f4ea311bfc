import type { Method } from './method';

/** Noisy Student (Xie et al. 2020, algorithm 1): teacher, un-noised labels, a noised student on both parts together, again. */
export const noisyStudent: Method = {
  first: { pseudoLabelled: false, noise: 'teacher' },
  round: { training: { pseudoLabelled: true, noise: 'student' } },
  words: {
    en: {
      title: 'Noisy Student',
      help: 'A teacher labels the pool, and a noised student learns from labelled and pseudo-labelled images together.',
    },
    ko: {
      title: 'Noisy Student',
      help: '교사 모델이 풀에 라벨을 붙이고, 노이즈를 받은 학생 모델이 라벨된 이미지와 의사 라벨 이미지를 함께 학습합니다.',
    },
  },
};
