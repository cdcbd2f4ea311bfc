import type { LikenessChoice } from '../../contract';
import { listWeights } from '../weights/library';

/** The smallest built-in weights: their network is quick even on a machine without a GPU. */
const builtIn = 'tf_efficientnet_lite0.in1k';

/** The weights whose features images are compared by: the first ones of the library that are on this machine, otherwise `builtIn`. */
export function networkName(): string {
  return usableWeights()[0]?.card.name ?? builtIn;
}

/** What images can be compared by on this machine. */
export function likenessChoice(): LikenessChoice {
  const isHere = usableWeights().length > 0;
  return { usual: isHere ? 'network' : 'picture', network: { name: networkName(), isHere } };
}

/**
 * The weights on this machine that have a classifier, since others are not a whole network: the built-in ones, smallest first, then those
 * that a person added.
 */
const usableWeights = () => listWeights().filter(({ file, card }) => file !== null && card.classes > 0);
