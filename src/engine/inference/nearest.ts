import type { NearestModel } from '../../core/ood';
import { trace } from '../graph/trace';
import { tf } from '../runtime';
import { type TracedScore, TracedScorer } from './traced-scorer';

/** `scoreNearest` of core/ood as a traced function, in float32: minus the distance to the k-th nearest labelled image. */
export class NearestScorer extends TracedScorer {
  constructor(model: NearestModel) {
    super(model.size, traceNearest(model));
  }
}

/** |x - r|² = |x|² - 2 x·r + |r|², where a vector has length 1, or 0 if it is all zeros. */
function traceNearest({ size, rows, k }: NearestModel): TracedScore {
  const labelled = tf.tensor2d(rows, [rows.length / size, size]);
  const lengths = tf.tidy(() => tf.sum(tf.square(labelled), 1));
  const traced = trace(
    ({ features }) => {
      const norms = tf.sqrt(tf.sum(tf.square(features), 1, true));
      const unit = tf.divNoNan(features, norms) as typeof labelled;
      const along = tf.sub(tf.mul(tf.matMul(unit, labelled, false, true), 2), lengths);
      // The farthest of the nearest k has the smallest product.
      const kth = tf.min(tf.topk(along, k, false).values, 1);
      const squares = tf.sub(tf.sum(tf.square(unit), 1), kth);
      return { scores: tf.neg(tf.sqrt(tf.maximum(squares, 0))) };
    },
    { features: { shape: [-1, size], dtype: 'float32' } },
  );
  tf.dispose([labelled, lengths]);
  return traced;
}
