import { fitNearest, scoreNearest } from '../nearest';
import { defineScore } from '../score';

/** Sun et al. 2022, "Out-of-Distribution Detection with Deep Nearest Neighbors". */
export const knn = defineScore({
  name: 'knn',
  words: {
    en: {
      title: 'Neighbours',
      help: 'Distance to the nearest labelled images in feature space, with vectors of length 1; the best for models with pretrained weights.',
    },
    ko: {
      title: '최근접 이웃',
      help: '특징 벡터의 길이를 1로 맞추고 가장 가까운 라벨된 이미지까지의 거리를 잽니다. 사전 학습 가중치를 쓰는 모델에 가장 좋습니다.',
    },
  },
  fit: fitNearest,
  score: (model, { features }) => scoreNearest(model, features),
});
