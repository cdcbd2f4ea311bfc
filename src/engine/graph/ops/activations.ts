import { type Tensor, tf } from '../../runtime';
import { single, T, withGradient } from './kernel';

/** x · sigmoid(x). One sigmoid is saved; the gradient is dy · (s + x·s·(1−s)), the last term by SigmoidGrad. */
export const swish: (x: Tensor) => Tensor = withGradient((save, x: Tensor) => {
  const s = tf.sigmoid(x);
  save([x, s]);
  return {
    value: tf.mul(x, s),
    gradFunc: (dy, [input, gate]) => tf.mul(dy, tf.add(gate, single('SigmoidGrad', [T], [gate, input]))),
  };
});

/** min(max(x, 0), 6), one kernel forward and one for its gradient. */
export const relu6: (x: Tensor) => Tensor = withGradient((save, x: Tensor) => {
  save([x]);
  return {
    value: single('Relu6', [T], [x]),
    gradFunc: (dy, [input]) => single('Relu6Grad', [T], [dy, input]),
  };
});
