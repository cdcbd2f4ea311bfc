import { backend, binding, type Tensor, tf } from '../runtime';

/**
 * Ops that tfjs composes of many slow ones, as one TensorFlow kernel each, with their own gradient.
 * All tensors are float32; images are `[batch, height, width, channels]`.
 */

const T = { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
const bool = (name: string, value: boolean) => ({ name, type: binding.TF_ATTR_BOOL, value });
const string = (name: string, value: string) => ({ name, type: binding.TF_ATTR_STRING, value });
const real = (name: string, value: number) => ({ name, type: binding.TF_ATTR_FLOAT, value });

const single = (
  op: string,
  attributes: Parameters<typeof backend.executeSingleOutput>[1],
  inputs: Tensor[],
) => backend.executeSingleOutput(op, attributes, inputs);

/** x · sigmoid(x). One sigmoid is saved; the gradient is dy · (s + x·s·(1−s)), the last term by SigmoidGrad. */
export const swish: (x: Tensor) => Tensor = tf.customGrad((x, save) => {
  const input = x as Tensor;
  const s = tf.sigmoid(input);
  (save as unknown as (tensors: Tensor[]) => void)([input, s]);
  return {
    value: tf.mul(input, s),
    gradFunc: (dy: Tensor, saved: Tensor[]) =>
      tf.mul(dy, tf.add(saved[1], single('SigmoidGrad', [T], [saved[1], saved[0]]))),
  };
}) as never;

/** min(max(x, 0), 6), one kernel forward and one for its gradient. */
export const relu6: (x: Tensor) => Tensor = tf.customGrad((x, save) => {
  (save as unknown as (tensors: Tensor[]) => void)([x as Tensor]);
  return {
    value: single('Relu6', [T], [x as Tensor]),
    gradFunc: (dy: Tensor, [input]: Tensor[]) => single('Relu6Grad', [T], [dy, input]),
  };
}) as never;

function product(a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): Tensor {
  return single('MatMul', [T, bool('transpose_a', transposeA), bool('transpose_b', transposeB)], [a, b]);
}

/** Matrix product of `[n, k]` and `[k, m]`; tfjs' own goes through a batched kernel. */
export const matmul: (a: Tensor, b: Tensor) => Tensor = tf.customGrad((a, b, save) => {
  (save as unknown as (tensors: Tensor[]) => void)([a as Tensor, b as Tensor]);
  return {
    value: product(a as Tensor, b as Tensor, false, false),
    gradFunc: (dy: Tensor, [x, w]: Tensor[]) => [product(dy, w, false, true), product(x, dy, true, false)],
  };
}) as never;

/** Adds a `[channels]` bias to the last axis. */
export const biasAdd: (x: Tensor, bias: Tensor) => Tensor = tf.customGrad((x, bias) => ({
  value: single('BiasAdd', [T, string('data_format', 'NHWC')], [x as Tensor, bias as Tensor]),
  gradFunc: (dy: Tensor) => [dy, single('BiasAddGrad', [T, string('data_format', 'NHWC')], [dy])],
})) as never;

export interface BatchStatistics {
  y: Tensor;
  /** Mean of the batch, `[channels]`. */
  mean: Tensor;
  /** Unbiased variance of the batch (Bessel's correction), `[channels]`, as TensorFlow's moving average takes it. */
  variance: Tensor;
}

/** Batch normalisation with the batch's own statistics. `mean` and `variance` are the caller's to dispose of. */
export function batchNormTraining(x: Tensor, gamma: Tensor, beta: Tensor, epsilon: number): BatchStatistics {
  const attributes = [
    T,
    { name: 'U', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
    real('epsilon', epsilon),
    string('data_format', 'NHWC'),
    bool('is_training', true),
  ];
  const statistics: { mean?: Tensor; variance?: Tensor } = {};
  const normalise = tf.customGrad((input, scale, offset, save) => {
    const none = tf.tensor1d([]);
    const [y, mean, variance, r1, r2, r3] = backend.executeMultipleOutputs(
      'FusedBatchNormV3',
      attributes,
      [input as Tensor, scale as Tensor, offset as Tensor, none, none],
      6,
    );
    // Kept: the gradient tape would dispose of them, and the caller's moving averages still need them.
    Object.assign(statistics, { mean: tf.keep(mean), variance: tf.keep(variance) });
    (save as unknown as (tensors: Tensor[]) => void)([input as Tensor, scale as Tensor, r1, r2, r3]);
    return {
      value: y,
      gradFunc: (dy: Tensor, saved: Tensor[]) =>
        backend.executeMultipleOutputs('FusedBatchNormGradV3', attributes, [dy, ...saved], 5).slice(0, 3),
    };
  }) as unknown as (x: Tensor, gamma: Tensor, beta: Tensor) => Tensor;
  const y = normalise(x, gamma, beta);
  return { y, mean: statistics.mean as Tensor, variance: statistics.variance as Tensor };
}

/** Cross entropy of each row against soft targets, `[n, classes]` twice → `[n]`. Targets get no gradient. */
export const softmaxCrossEntropy: (logits: Tensor, targets: Tensor) => Tensor = tf.customGrad(
  (logits, targets, save) => {
    const [loss, gradient] = backend.executeMultipleOutputs(
      'SoftmaxCrossEntropyWithLogits',
      [T],
      [logits as Tensor, targets as Tensor],
      2,
    );
    (save as unknown as (tensors: Tensor[]) => void)([gradient, targets as Tensor]);
    return {
      value: loss,
      gradFunc: (dy: Tensor, [saved, labels]: Tensor[]) => [
        tf.mul(tf.expandDims(dy, 1), saved),
        tf.zerosLike(labels),
      ],
    };
  },
) as never;

/** Half the sum of squares, a scalar. */
export const halfSquaredNorm: (x: Tensor) => Tensor = tf.customGrad((x, save) => {
  (save as unknown as (tensors: Tensor[]) => void)([x as Tensor]);
  return {
    value: single('L2Loss', [T], [x as Tensor]),
    gradFunc: (dy: Tensor, [saved]: Tensor[]) => tf.mul(dy, saved),
  };
}) as never;

/** Uniform numbers in [0, 1) that depend on `seed` `[2] int32` and the shape alone. */
export function statelessUniform(shape: number[], seed: Tensor): Tensor {
  const attributes = [
    { name: 'dtype', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
    { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_INT32 },
    { name: 'Tseed', type: binding.TF_ATTR_TYPE, value: binding.TF_INT32 },
  ];
  return single('StatelessRandomUniform', attributes, [tf.tensor1d(shape, 'int32'), seed]);
}
