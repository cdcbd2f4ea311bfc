import { type Tensor, tf } from '../../runtime';
import { bool, real, several, string, T, type, withGradient } from './kernel';

export interface BatchStatistics {
  y: Tensor;
  /** Mean of the batch, `[channels]`. */
  mean: Tensor;
  /** Unbiased variance of the batch (Bessel's correction), `[channels]`, as TensorFlow's moving average takes it. */
  variance: Tensor;
}

/** Batch normalisation with the batch's own statistics. The caller must dispose of `mean` and `variance`. */
export function batchNormTraining(x: Tensor, gamma: Tensor, beta: Tensor, epsilon: number): BatchStatistics {
  const attributes = [
    T,
    type('U', T.value as number),
    real('epsilon', epsilon),
    string('data_format', 'NHWC'),
    bool('is_training', true),
  ];
  const statistics: { mean?: Tensor; variance?: Tensor } = {};
  const normalise = withGradient((save, input: Tensor, scale: Tensor, offset: Tensor) => {
    const none = tf.tensor1d([]);
    const inputs = [input, scale, offset, none, none];
    const [y, mean, variance, r1, r2, r3] = several('FusedBatchNormV3', attributes, inputs, 6);
    // Kept, because the gradient tape would dispose of them and the caller's moving averages still need them.
    Object.assign(statistics, { mean: tf.keep(mean), variance: tf.keep(variance) });
    save([input, scale, r1, r2, r3]);
    return {
      value: y,
      gradFunc: (dy, saved) => several('FusedBatchNormGradV3', attributes, [dy, ...saved], 5).slice(0, 3),
    };
  });
  const y = normalise(x, gamma, beta);
  return { y, mean: statistics.mean as Tensor, variance: statistics.variance as Tensor };
}
