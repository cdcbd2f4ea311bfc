import type { ParameterSpec } from './parameters';

/**
 * The position of each axis of our shape in PyTorch's: a convolution there is `[output, input, height,
 * width]`, a depthwise one `[channels, 1, height, width]`, a linear layer `[output, input]`. Vectors are the
 * same in both.
 */
function placesInTorch({ shape, depthwise }: Pick<ParameterSpec, 'shape' | 'depthwise'>): readonly number[] {
  if (shape.length === 4) return depthwise ? [2, 3, 0, 1] : [2, 3, 1, 0];
  return shape.length === 2 ? [1, 0] : [0];
}

/** The shape of a parameter in PyTorch. */
export function torchShape(spec: Pick<ParameterSpec, 'shape' | 'depthwise'>): number[] {
  const shape: number[] = [];
  placesInTorch(spec).forEach((place, side) => {
    shape[place] = spec.shape[side];
  });
  return shape;
}

/** Converts values of a parameter from PyTorch's order, row by row, to ours. */
export function fromTorch(values: Float32Array, spec: ParameterSpec): Float32Array {
  return transposed(values, torchShape(spec), placesInTorch(spec));
}

/** Converts values of a parameter from our order to PyTorch's: undoes `fromTorch`. */
export function toTorch(values: Float32Array, spec: ParameterSpec): Float32Array {
  const places = placesInTorch(spec);
  return transposed(
    values,
    spec.shape,
    places.map((_, place) => places.indexOf(place)),
  );
}

/** Row-major `values` of `shape` with permuted axes: axis i of the result is axis `order[i]` of the input. */
function transposed(values: Float32Array, shape: readonly number[], order: readonly number[]): Float32Array {
  if (order.every((side, i) => side === i)) return values;
  const steps = shape.map((_, side) => shape.slice(side + 1).reduce((product, n) => product * n, 1));
  // Missing leading axes have length 1, so that four loops serve every shape.
  const filled = [...Array(4 - order.length).fill(-1), ...order];
  const [a, b, c, d] = filled.map((side) => (side < 0 ? 1 : shape[side]));
  const [stepA, stepB, stepC, stepD] = filled.map((side) => (side < 0 ? 0 : steps[side]));
  const out = new Float32Array(values.length);
  let at = 0;
  for (let i = 0; i < a; i++)
    for (let j = 0; j < b; j++)
      for (let k = 0; k < c; k++) {
        const from = i * stepA + j * stepB + k * stepC;
        for (let l = 0; l < d; l++) out[at++] = values[from + l * stepD];
      }
  return out;
}
