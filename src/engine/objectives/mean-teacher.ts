import { sharpened, softmaxCrossEntropy, softmaxMeanSquare } from '../graph/ops';
import type { Objective } from './objective';

/**
 * Mean Teacher (Tarvainen and Valpola 2017, equation 3): the target of the network in training is the
 * prediction of an average of its weights, under noise of its own, for another view of the image. The loss is
 * the mean over classes of the squared difference of both distributions, as in the authors' code and in
 * USB's.
 */
export const meanTeacher: Objective = {
  views: { labelled: 'weak', pool: ['weak'], teacher: ['weak'] },
  losses: ({ labelled, pool: [own], teacher: [guide] }) => ({
    labelled: softmaxCrossEntropy(labelled.logits, labelled.targets),
    pool: softmaxMeanSquare(own.logits, sharpened(guide, 1)),
  }),
};
