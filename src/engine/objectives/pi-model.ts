import { softmaxCrossEntropy, softmaxesMeanSquare } from '../graph/ops';
import type { Objective } from './objective';

/**
 * The Pi-model (Laine and Aila 2017, algorithm 1; smlaine2/tempens): the mean over classes of the squared difference between the network's
 * predictions for two views of an image, each under its own dropout masks. Both views learn, as in the authors' code (USB's `pimodel` keeps
 * one of them fixed). The authors apply this loss to labelled images too; here it applies only to the pool's.
 */
export const piModel: Objective = {
  views: { labelled: 'weak', pool: ['weak', 'weak'], teacher: [] },
  losses: ({ labelled, pool: [one, other] }) => ({
    labelled: softmaxCrossEntropy(labelled.logits, labelled.targets),
    pool: softmaxesMeanSquare(one.logits, other.logits),
  }),
};
