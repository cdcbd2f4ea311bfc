import { binding, type Tensor, tf } from '../../runtime';
import { bool, several, single, T, type, withGradient } from './kernel';

const sumOverClasses = [T, type('Tidx', binding.TF_INT32), bool('keep_dims', true)];

/** Cross entropy of each row against soft targets, `[n, classes]` twice → `[n]`. Targets have no gradient. */
export const softmaxCrossEntropy: (logits: Tensor, targets: Tensor) => Tensor = withGradient(
  (save, logits: Tensor, targets: Tensor) => {
    const [loss, gradient] = several('SoftmaxCrossEntropyWithLogits', [T], [logits, targets], 2);
    save([gradient, targets]);
    return {
      value: loss,
      gradFunc: (dy, [saved, labels]) => [tf.mul(tf.expandDims(dy, 1), saved), tf.zerosLike(labels)],
    };
  },
);

/**
 * T^2 times the cross entropy of softmax(logits / T) against targets^(1/T), normalised, `[n, classes]` twice → `[n]`; a row of zeros, which
 * has no target, has no loss. Targets get no gradient. T is above 0.
 */
export function temperedCrossEntropy(logits: Tensor, targets: Tensor, temperature: number): Tensor {
  return withGradient((save, x: Tensor) => {
    const raised = tf.pow(targets, 1 / temperature);
    const sum = single('Sum', sumOverClasses, [raised, tf.tensor1d([1], 'int32')]);
    const softened = tf.div(raised, tf.maximum(sum, 1e-30));
    const [loss, slope] = several(
      'SoftmaxCrossEntropyWithLogits',
      [T],
      [tf.div(x, temperature), softened],
      2,
    );
    const told = tf.minimum(tf.mul(sum, 1e30), 1);
    save([tf.mul(tf.mul(slope, told), temperature)]);
    return {
      value: tf.mul(loss, temperature ** 2),
      gradFunc: (dy, [saved]) => tf.mul(tf.expandDims(dy, 1), saved),
    };
  })(logits);
}

/** Sum of `rows` `[n]`, each times its weight `[n]`, a scalar. */
export const weightedSum: (rows: Tensor, weights: Tensor) => Tensor = withGradient(
  (save, rows: Tensor, weights: Tensor) => {
    save([rows, weights]);
    return {
      value: tf.sum(tf.mul(rows, weights)),
      gradFunc: (dy, [values, factors]) => [tf.mul(dy, factors), tf.mul(dy, values)],
    };
  },
);

/** Half the sum of squares, a scalar. */
export const halfSquaredNorm: (x: Tensor) => Tensor = withGradient((save, x: Tensor) => {
  save([x]);
  return {
    value: single('L2Loss', [T], [x]),
    gradFunc: (dy, [saved]) => tf.mul(dy, saved),
  };
});
