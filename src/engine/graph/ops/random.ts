import { binding, type Tensor } from '../../runtime';
import { single, type } from './kernel';

/** Uniform numbers in [0, 1) that depend on `seed` `[2] int32` and the shape alone; `shape` `[rank] int32` as the graph runs. */
export function statelessUniform(shape: Tensor, seed: Tensor): Tensor {
  const attributes = [
    type('dtype', binding.TF_FLOAT),
    type('T', binding.TF_INT32),
    type('Tseed', binding.TF_INT32),
  ];
  return single('StatelessRandomUniform', attributes, [shape, seed]);
}
