import { softmaxCrossEntropy, temperedCrossEntropy } from '../graph/ops';
import type { Objective } from './objective';

/**
 * Knowledge distillation (Hinton et al. 2015, section 2): cross entropy between the teacher's distribution and the student's, both at
 * temperature T, times T^2, so that its gradients are as large as those of hard labels whatever T is. Labelled images learn their labels at
 * T = 1.
 */
export const distillation: Objective = {
  views: { labelled: 'strong', pool: ['strong'], teacher: [] },
  losses: ({ labelled, pool: [own], setting }) => ({
    labelled: softmaxCrossEntropy(labelled.logits, labelled.targets),
    pool: temperedCrossEntropy(own.logits, own.targets, setting('temperature')),
  }),
};
