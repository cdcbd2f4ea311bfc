import { foldedBias, foldedKernel } from '../../models/folded-layers';
import type { Layers } from '../../models/network';
import type { ExportedModel } from '../model';
import { channelsFirst, paddingOf } from './convolution';
import type { OnnxGraph } from './graph';

/** What a layer gives: the name of a value, `[n, channels, side, side]`, and its side. */
export interface Picture {
  readonly name: string;
  readonly side: number;
}

/** The layers of a network as ONNX operators on folded weights. Names are those of the layers, so that a reader finds them again. */
export function onnxLayers(graph: OnnxGraph, model: ExportedModel): Layers<Picture> {
  const { read, mean, std, batchNormEpsilon } = model;
  let adds = 0;
  const floats = (name: string, shape: readonly number[], make: () => Float32Array): string => {
    const length = 4 * shape.reduce((product, size) => product * size, 1);
    const bytes = { length, make: () => new Uint8Array(make().buffer) };
    return graph.initializer({ name, shape, element: 'float32', bytes });
  };
  /** A 1x1 convolution with a bias of its own, on one pixel. */
  const dense = (x: string, name: string, input: number, output: number): string => {
    const weights = floats(`${name}.weight`, [output, input, 1, 1], () =>
      channelsFirst(read(`${name}.weight`), 1, input, output),
    );
    const bias = floats(`${name}.bias`, [output], () => read(`${name}.bias`));
    return graph.node('Conv', [x, weights, bias], { kernel_shape: [1, 1] }, name);
  };
  const activate: Layers<Picture>['activate'] = ({ name, side }, activation) => {
    if (activation === 'relu6') {
      const limits = ['zero', 'six'];
      return { name: graph.node('Clip', [name, ...limits], {}, `${name}.relu6`), side };
    }
    const gate = graph.node('Sigmoid', [name], {}, `${name}.sigmoid`);
    return { name: graph.node('Mul', [name, gate], {}, `${name}.swish`), side };
  };
  return {
    input({ name, side }) {
      if (model.arch.activation === 'relu6') {
        floats('zero', [], () => Float32Array.of(0));
        floats('six', [], () => Float32Array.of(6));
      }
      const scale = floats('scale', [1, 3, 1, 1], () => Float32Array.from(std, (s) => 1 / (255 * s)));
      const offset = floats('offset', [1, 3, 1, 1], () => Float32Array.from(std, (s, i) => -mean[i] / s));
      const cast = graph.node('Cast', [name], { to: 1 }, 'images.float');
      const turned = graph.node('Transpose', [cast], { perm: [0, 3, 1, 2] }, 'images.channels_first');
      const scaled = graph.node('Mul', [turned, scale], {}, 'images.scaled');
      return { name: graph.node('Add', [scaled, offset], {}, 'images.normalised'), side };
    },
    convNorm({ name: x, side }, layer) {
      const { conv, kernel, stride, depthwise, input, output } = layer;
      const perGroup = depthwise ? 1 : input;
      const weights = floats(`${conv}.weight`, [output, perGroup, kernel, kernel], () =>
        channelsFirst(foldedKernel(read, layer, batchNormEpsilon), kernel * kernel, perGroup, output),
      );
      const bias = floats(`${conv}.bias`, [output], () => foldedBias(read, layer, batchNormEpsilon));
      const { before, after, out } = paddingOf(layer, side);
      const attributes = {
        kernel_shape: [kernel, kernel],
        strides: [stride, stride],
        pads: [before, before, after, after],
        group: depthwise ? output : 1,
      };
      return { name: graph.node('Conv', [x, weights, bias], attributes, conv), side: out };
    },
    activate,
    squeezeExcite({ name: x, side }, { name, filters, squeeze, activation }) {
      const pooled = graph.node('GlobalAveragePool', [x], {}, `${name}.pool`);
      const reduced = { name: dense(pooled, `${name}.conv_reduce`, filters, squeeze), side: 1 };
      const expanded = dense(activate(reduced, activation).name, `${name}.conv_expand`, squeeze, filters);
      const gate = graph.node('Sigmoid', [expanded], {}, `${name}.gate`);
      return { name: graph.node('Mul', [x, gate], {}, name), side };
    },
    join(shortcut, x) {
      return { name: graph.node('Add', [shortcut.name, x.name], {}, `join.${adds++}`), side: x.side };
    },
    pool({ name }) {
      const pooled = graph.node('GlobalAveragePool', [name], {}, 'features.pool');
      return { name: graph.node('Flatten', [pooled], { axis: 1 }, 'features'), side: 1 };
    },
    classify({ name: x }, { name, input, output }) {
      const weights = floats(`${name}.weight`, [input, output], () => read(`${name}.weight`));
      const bias = floats(`${name}.bias`, [output], () => read(`${name}.bias`));
      return { name: graph.node('Gemm', [x, weights, bias], {}, 'logits'), side: 1 };
    },
  };
}
