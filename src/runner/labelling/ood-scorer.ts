import {
  type FittedScores,
  lessDistance,
  lessVirtual,
  type MahalanobisModel,
  type ModelOutputs,
  type NearestModel,
  type OodScoreName,
  type OutputRows,
  oodScores,
  type RelativeModel,
  type VirtualModel,
} from '../../core/ood';
import { DistanceScorer } from '../../engine/inference/distance';
import { doubleMatrices } from '../../engine/inference/double-matrices';
import { NearestScorer } from '../../engine/inference/nearest';
import { ResidualScorer } from '../../engine/inference/residual';
import type { TracedScorer } from '../../engine/inference/traced-scorer';

/** A fitted score. */
interface Fitted {
  /** `[images]`; higher is more in-domain. */
  score(outputs: ModelOutputs): Float32Array;
  close(): void;
}

/** Scores that the engine computes from their fit, many times faster than their own code. */
const onEngine: Partial<Record<OodScoreName, (fitted: never) => Fitted>> = {
  mahalanobis: (model: MahalanobisModel) => ofFeatures(new DistanceScorer(model)),
  'relative-mahalanobis': ({ classes, all }: RelativeModel) => {
    const [nearest, whole] = [new DistanceScorer(classes), new DistanceScorer(all)];
    return {
      score: ({ features }) => lessDistance(nearest.score(features), whole.score(features)),
      close: () => {
        nearest.close();
        whole.close();
      },
    };
  },
  knn: (model: NearestModel) => ofFeatures(new NearestScorer(model)),
  vim: (model: VirtualModel) => {
    const residual = new ResidualScorer(model);
    return {
      score: ({ features, ...outputs }) => lessVirtual(model, residual.score(features), outputs),
      close: () => residual.close(),
    };
  },
};

const ofFeatures = (scorer: TracedScorer): Fitted => ({
  score: ({ features }) => scorer.score(features),
  close: () => scorer.close(),
});

/**
 * Fits every score of the table to labelled images; `labels`, `[images]`, are those of the images in `outputs`.
 */
export function fitScores(outputs: OutputRows, labels: ArrayLike<number>): FittedScores {
  const fits = oodScores.map((each) => [each.name, each.fit(outputs, labels, doubleMatrices)] as const);
  return Object.fromEntries(fits) as FittedScores;
}

/** Every out-of-domain score of the table, as it was fitted. */
export class OodScorer {
  readonly #fitted = new Map<OodScoreName, Fitted>();

  constructor(fits: FittedScores) {
    for (const each of oodScores) {
      const { name } = each;
      const model = fits[name] as never;
      this.#fitted.set(
        name,
        onEngine[name]?.(model) ?? { score: (seen) => each.score(model, seen), close: () => {} },
      );
    }
  }

  /** `[images]`; higher is more in-domain. */
  score(name: OodScoreName, outputs: ModelOutputs): Float32Array {
    return (this.#fitted.get(name) as Fitted).score(outputs);
  }

  close(): void {
    for (const each of this.#fitted.values()) each.close();
  }
}
