import { softmaxCrossEntropy } from '../graph/ops';
import type { Objective } from './objective';

/** Cross entropy of noised labelled images only: supervised training. */
export const crossEntropy: Objective = {
  views: { labelled: 'strong', pool: [], teacher: [] },
  losses: ({ all }) => ({ all: softmaxCrossEntropy(all.logits, all.targets) }),
};
