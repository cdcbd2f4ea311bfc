import type { Method } from './method';

/**
 * Data distillation (Radosavovic et al. 2018): the teacher is made stronger instead of the student weaker. The teacher labels each image of
 * the pool by the mean over mirrored and resized views of it, and a student with the usual augmentation learns the hard labels together
 * with the labelled images.
 */
export const dataDistillation: Method = {
  first: { stage: 'train', run: 'teacher', objective: 'cross-entropy', pool: 'none', poolViews: 0 },
  round: [
    { stage: 'label-pool', views: 'mirrored-scaled' },
    { stage: 'select' },
    {
      stage: 'train',
      run: 'student',
      objective: 'weak-joint',
      pool: 'pseudo-labelled',
      poolViews: 1,
      targets: 'hard',
    },
  ],
  words: {
    en: {
      title: 'Data distillation',
      help: 'A teacher labels the pool by its mean over mirrored and resized views of each image. A student learns the best classes together with the labelled images, all of them only cropped, mirrored and shifted.',
      fits: 'Use it if classes look the same mirrored and at any size, and you have time to label each image several times.',
    },
    ko: {
      title: '데이터 증류',
      help: '교사 모델이 풀의 각 이미지를 좌우 반전하고 크기를 바꾼 여러 모습의 평균으로 라벨을 붙이고, 학생 모델이 가장 확률이 높은 클래스와 라벨된 이미지를 함께 학습합니다. 이미지는 자르기, 좌우 반전, 이동만 합니다.',
      fits: '좌우를 뒤집거나 크기를 바꿔도 클래스가 같고, 이미지마다 여러 번 라벨을 붙일 시간이 있을 때 쓰세요.',
    },
  },
};
