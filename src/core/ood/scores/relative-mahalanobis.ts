import { fitMahalanobis, type MahalanobisModel, scoreMahalanobis } from '../class-gaussians';
import { defineScore, featuresOf } from '../score';

/** The two models whose distances the score subtracts. */
export interface RelativeModel {
  readonly classes: MahalanobisModel;
  /** One Gaussian for all labelled images, whatever their class. */
  readonly all: MahalanobisModel;
}

/**
 * Ren et al. 2021, "A Simple Fix to Mahalanobis Distance for Improving Near-OOD Detection": the squared distance to the nearest class less
 * the squared distance to all labelled images, so that what is unusual in every class alike does not count.
 */
export const relativeMahalanobis = defineScore({
  name: 'relative-mahalanobis',
  words: {
    en: {
      title: 'Relative Mahalanobis',
      help: 'Mahalanobis distance to the nearest class minus that to all labelled images as one class.',
    },
    ko: {
      title: '상대 마할라노비스',
      help: '가장 가까운 클래스까지의 마할라노비스 거리에서 라벨된 이미지 전체까지의 거리를 뺀 값입니다.',
    },
  },
  fit: (outputs, labels, matrices): RelativeModel => ({
    classes: fitMahalanobis(featuresOf(outputs), labels, 'ledoit-wolf', matrices),
    all: fitMahalanobis(featuresOf(outputs), new Uint8Array(labels.length), 'ledoit-wolf', matrices),
  }),
  score: ({ classes, all }, { features }) =>
    lessDistance(scoreMahalanobis(classes, features), scoreMahalanobis(all, features)),
});

/** The relative score from the two scores, each of which is minus a squared distance. */
export const lessDistance = (classes: Float32Array, all: Float32Array): Float32Array =>
  classes.map((value, i) => value - all[i]);
