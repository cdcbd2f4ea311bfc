import type { LikenessChoice } from '../../contract';
import { listWeights } from '../weights/library';

/** The smallest built-in weights: a machine without a GPU computes their network quickly too. */
const builtIn = 'tf_efficientnet_lite0.in1k';

/** The weights whose features images are compared by: the first ones of the library that are on this machine, else `builtIn`. */
export function networkName(): string {
  return usableWeights()[0]?.card.name ?? builtIn;
}

/** What images can be compared by on this machine. */
export function likenessChoice(): LikenessChoice {
  const isHere = usableWeights().length > 0;
  return { usual: isHere ? 'network' : 'picture', network: { name: networkName(), isHere } };
}

/** Weights without a classifier are no whole network. Of the built-in ones the smallest comes first, then come those that a person added. */
const usableWeights = () => listWeights().filter(({ file, card }) => file !== null && card.classes > 0);
