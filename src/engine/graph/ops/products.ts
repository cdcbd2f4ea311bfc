import type { Tensor } from '../../runtime';
import { bool, single, string, T, withGradient } from './kernel';

function product(a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): Tensor {
  return single('MatMul', [T, bool('transpose_a', transposeA), bool('transpose_b', transposeB)], [a, b]);
}

/** Matrix product of `[n, k]` and `[k, m]`; that of tfjs uses a batched kernel. */
export const matmul: (a: Tensor, b: Tensor) => Tensor = withGradient((save, a: Tensor, b: Tensor) => {
  save([a, b]);
  return {
    value: product(a, b, false, false),
    gradFunc: (dy, [x, w]) => [product(dy, w, false, true), product(x, dy, true, false)],
  };
});

const layout = string('data_format', 'NHWC');

/** Adds a `[channels]` bias to the last axis. */
export const biasAdd: (x: Tensor, bias: Tensor) => Tensor = withGradient(
  (_save, x: Tensor, bias: Tensor) => ({
    value: single('BiasAdd', [T, layout], [x, bias]),
    gradFunc: (dy) => [dy, single('BiasAddGrad', [T, layout], [dy])],
  }),
);
