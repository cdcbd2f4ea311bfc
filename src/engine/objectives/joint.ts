import { softmaxCrossEntropy } from '../graph/ops';
import type { Objective } from './objective';

/**
 * The student of Noisy Student (Xie et al. 2020, equation 2): cross entropy of noised labelled and noised
 * pseudo-labelled images together, against the hard or soft targets that a teacher made before.
 */
export const joint: Objective = {
  views: { labelled: 'strong', pool: ['strong'], teacher: [] },
  losses: ({ all }) => ({ all: softmaxCrossEntropy(all.logits, all.targets) }),
};
