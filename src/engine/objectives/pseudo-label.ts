import { rampUpOfLee } from '../../core/schedule';
import { bestClass, softmaxCrossEntropy, stopGradient } from '../graph/ops';
import type { Objective } from './objective';

/**
 * Pseudo-Label (Lee 2013, equation 15; USB's `pseudolabel` with threshold 0): the best class of each image of the pool is its target in the
 * same step, for the same view. Every image is used, however unsure the model is.
 */
export const pseudoLabel: Objective = {
  views: { labelled: 'weak', pool: ['weak'], teacher: [] },
  rampUp: rampUpOfLee,
  losses: ({ labelled, pool: [own] }) => ({
    labelled: softmaxCrossEntropy(labelled.logits, labelled.targets),
    pool: softmaxCrossEntropy(own.logits, bestClass(stopGradient(own.logits))),
  }),
};
