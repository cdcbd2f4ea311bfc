import { type OpAttribute, type Tensor, tf } from '../../runtime';
import { bool, integers, single, string, T, withGradient } from './kernel';
import { shapeOf } from './rows';

/**
 * Convolutions of `[n, h, w, in]`. Their gradients compute the shape of the input when the graph runs; those
 * of tfjs contain the traced shape.
 */

/** `same` pads so that the output has `ceil(h / stride)` rows; `valid` does not pad. */
type Padding = 'same' | 'valid';

function attributesOf(stride: number, padding: Padding): OpAttribute[] {
  return [
    T,
    integers('strides', [1, stride, stride, 1]),
    string('padding', padding.toUpperCase()),
    string('data_format', 'NHWC'),
    integers('dilations', [1, 1, 1, 1]),
  ];
}

function convolution(x: Tensor, kernel: Tensor, op: string, gradients: string, attributes: OpAttribute[]) {
  const { shape } = kernel;
  return withGradient((save, input: Tensor, weights: Tensor) => {
    save([input, weights]);
    return {
      value: single(op, attributes, [input, weights]),
      gradFunc: (dy, [a, w]) => [
        single(`${gradients}BackpropInput`, attributes, [shapeOf(a), w, dy]),
        single(`${gradients}BackpropFilter`, attributes, [a, tf.tensor1d(shape, 'int32'), dy]),
      ],
    };
  })(x, kernel);
}

/** With a `kernel` `[k, k, in, out]`. */
export function convolve(x: Tensor, kernel: Tensor, stride: number, padding: Padding): Tensor {
  const attributes = [...attributesOf(stride, padding), bool('use_cudnn_on_gpu', true)];
  return convolution(x, kernel, 'Conv2D', 'Conv2D', attributes);
}

/** Each channel with its own `kernel` `[k, k, in, 1]`. */
export function convolveDepthwise(x: Tensor, kernel: Tensor, stride: number, padding: Padding): Tensor {
  const op = 'DepthwiseConv2dNative';
  return convolution(x, kernel, op, op, attributesOf(stride, padding));
}
