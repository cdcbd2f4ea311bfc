import type { Traced } from '../graph/trace';

/** A graph that rates feature vectors: `features` `[n, size]` in, `scores` `[n]` out. */
export type TracedScore = Traced<{ features: { shape: number[]; dtype: 'float32' } }>;

/** The rows of one run: with 1,280 features and 2,048 vectors to compare with, they take some 30 MB. */
const rowsAtATime = 2048;

/** Scores any number of feature vectors with a graph, some at a time. */
export class TracedScorer {
  constructor(
    private readonly size: number,
    private readonly traced: TracedScore,
  ) {}

  /** The scores `[n]` of features `[n, size]`, any n; higher is more in-domain. */
  score(features: Float32Array): Float32Array {
    const { size } = this;
    const count = features.length / size;
    const scores = new Float32Array(count);
    for (let at = 0; at < count; at += rowsAtATime) {
      const part = features.subarray(at * size, Math.min(count, at + rowsAtATime) * size);
      scores.set(this.traced({ features: part }).scores as Float32Array, at);
    }
    return scores;
  }

  close(): void {
    this.traced.close();
  }
}
