import { binding, type Tensor } from '../../runtime';
import { single, type } from './kernel';

/**
 * Uniform numbers in [0, 1) that depend only on `seed` `[2] int32` and the shape; `shape` `[rank] int32` is a
 * tensor of the graph.
 */
export function statelessUniform(shape: Tensor, seed: Tensor): Tensor {
  const attributes = [
    type('dtype', binding.TF_FLOAT),
    type('T', binding.TF_INT32),
    type('Tseed', binding.TF_INT32),
  ];
  return single('StatelessRandomUniform', attributes, [shape, seed]);
}
