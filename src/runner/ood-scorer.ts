import {
  type ModelOutputs,
  type OodModel,
  type OodScoreName,
  oodLimit,
  oodScoreNames,
  oodScores,
} from '../core/ood';
import { DistanceScorer } from '../engine/inference/distance';
import { doubleMatrices } from '../engine/inference/double-matrices';

/** Every out-of-domain score, fitted on the labelled images; matrices and the distance are the engine's work. */
export class OodScorer {
  private readonly models = {} as Record<OodScoreName, OodModel>;
  private readonly distance: DistanceScorer;

  /** `labels` `[images]` of the images that `fitted` is about. */
  constructor(fitted: ModelOutputs, labels: ArrayLike<number>) {
    for (const name of oodScoreNames) this.models[name] = oodScores[name].fit(fitted, labels, doubleMatrices);
    const { mahalanobis } = this.models;
    if (mahalanobis.kind !== 'mahalanobis') throw new Error('The fit of the distance gave another model.');
    this.distance = new DistanceScorer(mahalanobis);
  }

  /** `[images]`; higher = more in-domain. */
  score(name: OodScoreName, outputs: ModelOutputs): Float32Array {
    if (name === 'mahalanobis') return this.distance.score(outputs.features);
    return oodScores[name].score(this.models[name], outputs);
  }

  /** For each score the limit that keeps the share `keep` of held-out labelled images. */
  limits(heldOut: ModelOutputs, keep: number): Partial<Record<OodScoreName, number>> {
    return Object.fromEntries(oodScoreNames.map((name) => [name, oodLimit(this.score(name, heldOut), keep)]));
  }

  close(): void {
    this.distance.close();
  }
}
