import { type Tensor, tf } from '../../runtime';
import { after } from '../recorder';
import { single, T, withGradient } from './kernel';

/**
 * x · sigmoid(x). The gradient is dy · (s + x·s·(1−s)), the last term by SigmoidGrad; s is recomputed for it,
 * since keeping it for the whole pass would take a fourth of a training's memory.
 */
export const swish: (x: Tensor) => Tensor = withGradient((save, x: Tensor) => {
  save([x]);
  return {
    value: tf.mul(x, tf.sigmoid(x)),
    gradFunc: (dy, [input]) => {
      const gate = after(dy, () => tf.sigmoid(input));
      return tf.mul(dy, tf.add(gate, single('SigmoidGrad', [T], [gate, input])));
    },
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
