import { fitMahalanobis, scoreMahalanobis } from '../class-gaussians';
import { defineScore, featuresOf } from '../score';

/** Lee et al. 2018, "A Simple Unified Framework for Detecting Out-of-Distribution Samples", the last layer alone. */
export const mahalanobis = defineScore({
  name: 'mahalanobis',
  words: {
    en: {
      title: 'Mahalanobis',
      help: 'Distance to the nearest class in feature space, relative to the spread of the classes; the best for a network trained from scratch.',
    },
    ko: {
      title: '마할라노비스',
      help: '특징 공간에서 가장 가까운 클래스까지의 거리를 클래스들의 분산으로 잽니다. 처음부터 학습한 네트워크에 가장 좋습니다.',
    },
  },
  fit: (outputs, labels, matrices) => fitMahalanobis(featuresOf(outputs), labels, 'ledoit-wolf', matrices),
  score: (model, { features }) => scoreMahalanobis(model, features),
});
