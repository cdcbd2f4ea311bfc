import type { MahalanobisModel } from '../../core/ood';
import { type Traced, trace } from '../graph/trace';
import { tf } from '../runtime';
import { doubleMatrices } from './double-matrices';

type Distance = Traced<{ features: { shape: number[]; dtype: 'float32' } }>;

/** Rows in one run: with 1,280 features and 1,000 classes some 30 MB. */
const rowsAtATime = 2048;

/**
 * `scoreMahalanobis` of core/ood as a traced function, in float32. With 1,280 features it takes a 40th of the
 * time in JavaScript, which would slow the network down.
 */
export class DistanceScorer {
  readonly #traced: Distance;
  readonly #size: number;

  constructor(model: MahalanobisModel) {
    this.#size = model.size;
    this.#traced = traceDistance(model);
  }

  /**
   * Minus the squared distance to the nearest class, `[n]`, of features `[n, size]`, any n; higher is more
   * in-domain.
   */
  score(features: Float32Array): Float32Array {
    const size = this.#size;
    const count = features.length / size;
    const scores = new Float32Array(count);
    for (let at = 0; at < count; at += rowsAtATime) {
      const part = features.subarray(at * size, Math.min(count, at + rowsAtATime) * size);
      scores.set(this.#traced({ features: part }).scores as Float32Array, at);
    }
    return scores;
  }

  close(): void {
    this.#traced.close();
  }
}

/**
 * |w - m|² = |w|² - 2 w·m + |m|² for whitened features w and class means m: matrix products, however many
 * classes there are.
 */
function traceDistance({ size, factor, centre, means }: MahalanobisModel): Distance {
  const whitening = tf.tensor2d(Float32Array.from(doubleMatrices.invertLower(factor, size)), [size, size]);
  const middle = tf.tensor1d(Float32Array.from(centre));
  const classes = tf.tensor2d(Float32Array.from(means), [means.length / size, size]);
  const lengths = tf.tidy(() => tf.sum(tf.square(classes), 1));
  const traced = trace(
    ({ features }) => {
      const white = tf.matMul(tf.sub(features, middle) as typeof classes, whitening, false, true);
      const along = tf.matMul(white, classes, false, true);
      const squares = tf.sum(tf.square(white), 1, true);
      const distances = tf.add(tf.sub(squares, tf.mul(along, 2)), lengths);
      return { scores: tf.neg(tf.min(distances, 1)) };
    },
    { features: { shape: [-1, size], dtype: 'float32' } },
  );
  tf.dispose([whitening, middle, classes, lengths]);
  return traced;
}
