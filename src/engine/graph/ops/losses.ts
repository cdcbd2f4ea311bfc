import { type Tensor, tf } from '../../runtime';
import { several, single, T, withGradient } from './kernel';

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
