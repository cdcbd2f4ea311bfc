import type { VirtualModel } from '../../core/ood';
import { trace } from '../graph/trace';
import { tf } from '../runtime';
import { type TracedScore, TracedScorer } from './traced-scorer';

/**
 * `scoreResidual` of core/ood as a traced function, in float32: minus the length of what remains of a feature vector when its principal
 * directions are removed.
 */
export class ResidualScorer extends TracedScorer {
  constructor(model: VirtualModel) {
    super(model.size, traceResidual(model));
  }
}

function traceResidual({ size, origin, principal, dimension }: VirtualModel): TracedScore {
  const centre = tf.tensor1d(Float32Array.from(origin));
  // If there is no direction, one of zeros is used, which removes nothing.
  const columns = Math.max(1, dimension);
  const directions = tf.tensor2d(dimension ? Float32Array.from(principal) : new Float32Array(size), [
    size,
    columns,
  ]);
  const traced = trace(
    ({ features }) => {
      const x = tf.sub(features, centre) as typeof directions;
      const along = tf.matMul(x, directions);
      const left = tf.sub(x, tf.matMul(along, directions, false, true));
      return { scores: tf.neg(tf.sqrt(tf.sum(tf.square(left), 1))) };
    },
    { features: { shape: [-1, size], dtype: 'float32' } },
  );
  tf.dispose([centre, directions]);
  return traced;
}
