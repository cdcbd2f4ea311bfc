import { backend, binding, type OpAttribute, type Tensor, tf } from '../../runtime';

/**
 * TensorFlow's kernels by name, for ops that tfjs lacks or composes slowly. All tensors are float32 unless
 * stated otherwise.
 */

export const T: OpAttribute = { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
export const type = (name: string, value: number): OpAttribute => ({
  name,
  type: binding.TF_ATTR_TYPE,
  value,
});
export const bool = (name: string, value: boolean): OpAttribute => ({
  name,
  type: binding.TF_ATTR_BOOL,
  value,
});
export const string = (name: string, value: string): OpAttribute => ({
  name,
  type: binding.TF_ATTR_STRING,
  value,
});
export const real = (name: string, value: number): OpAttribute => ({
  name,
  type: binding.TF_ATTR_FLOAT,
  value,
});
export const integers = (name: string, value: number[]): OpAttribute => ({
  name,
  type: binding.TF_ATTR_INT,
  value,
});

/** The one output of a kernel. */
export const single = (op: string, attributes: OpAttribute[], inputs: Tensor[]): Tensor =>
  backend.executeSingleOutput(op, attributes, inputs);

/** All outputs of a kernel. */
export const several = (op: string, attributes: OpAttribute[], inputs: Tensor[], outputs: number): Tensor[] =>
  backend.executeMultipleOutputs(op, attributes, inputs, outputs);

type Gradient = { value: Tensor; gradFunc(dy: Tensor, saved: Tensor[]): Tensor | Tensor[] };

/**
 * A function with its own gradient; `save` keeps what the gradient needs. `tf.customGrad` with precise types.
 */
export function withGradient<Args extends Tensor[]>(
  fn: (save: (tensors: Tensor[]) => void, ...args: Args) => Gradient,
): (...args: Args) => Tensor {
  const custom = tf.customGrad((...all) => {
    const save = all[all.length - 1] as unknown as (tensors: Tensor[]) => void;
    return fn(save, ...(all.slice(0, -1) as unknown as Args)) as never;
  });
  return custom as unknown as (...args: Args) => Tensor;
}
