import { softmaxCrossEntropy, softmaxesMeanSquare } from '../graph/ops';
import type { Objective } from './objective';

/**
 * The Pi-model (Laine and Aila 2017, algorithm 1; smlaine2/tempens): the mean over classes of the squared difference of what the network says
 * of two views of an image, each under masks of its own. Both views learn, as in the authors' code (USB's `pimodel` lets one alone).
 * The authors count labelled images in this part too; here it is the pool's.
 */
export const piModel: Objective = {
  views: { labelled: 'weak', pool: ['weak', 'weak'], teacher: [] },
  losses: ({ labelled, pool: [one, other] }) => ({
    labelled: softmaxCrossEntropy(labelled.logits, labelled.targets),
    pool: softmaxesMeanSquare(one.logits, other.logits),
  }),
};
