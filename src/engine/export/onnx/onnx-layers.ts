import type { Layout } from '../../../core/network/layers';
import { type ParameterSpec, parametersOf } from '../../../core/network/parameters';
import { torchShape, toTorch } from '../../../core/network/torch-layout';
import { foldedBias, foldedKernel } from '../../models/folded-layers';
import type { Layers } from '../../models/network';
import type { ExportedModel } from '../model';
import { paddingOf } from './convolution';
import type { OnnxGraph } from './graph';

/** What a graph is made from: a network, the preparation of its images, and its weights. */
export interface OnnxNetwork
  extends Pick<ExportedModel, 'arch' | 'imageSize' | 'mean' | 'std' | 'batchNormEpsilon' | 'read'> {
  /** Number of classes. */
  readonly classes: number;
}

/** The output of a layer: the name of a value `[n, channels, side, side]`, and its side. */
export interface OnnxPicture {
  readonly name: string;
  readonly side: number;
}

/**
 * The layers of a network as ONNX operators on folded weights. They have the names of the layers, so that a
 * reader recognises them.
 */
export function onnxLayers(graph: OnnxGraph, layout: Layout, model: OnnxNetwork): Layers<OnnxPicture> {
  const { read, mean, std, batchNormEpsilon } = model;
  let adds = 0;
  const floats = (name: string, shape: readonly number[], make: () => Float32Array): string => {
    const length = 4 * shape.reduce((product, size) => product * size, 1);
    const bytes = { length, make: () => new Uint8Array(make().buffer) };
    return graph.initializer({ name, shape, element: 'float32', bytes });
  };
  const specs = new Map(parametersOf(layout).map((spec) => [spec.name, spec]));
  /** A parameter, with its axes in ONNX's order, which is PyTorch's. */
  const parameter = (name: string, values = () => read(name)): string => {
    const spec = specs.get(name) as ParameterSpec;
    return floats(name, torchShape(spec), () => toTorch(values(), spec));
  };
  /** A 1x1 convolution with a bias, on a single pixel. */
  const dense = (x: string, name: string): string => {
    const inputs = [x, parameter(`${name}.weight`), parameter(`${name}.bias`)];
    return graph.node('Conv', inputs, { kernel_shape: [1, 1] }, name);
  };
  const activate: Layers<OnnxPicture>['activate'] = ({ name, side }, activation) => {
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
      const { conv, kernel, stride, depthwise, output } = layer;
      const weights = parameter(`${conv}.weight`, () => foldedKernel(read, layer, batchNormEpsilon));
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
    squeezeExcite({ name: x, side }, { name, activation }) {
      const pooled = graph.node('GlobalAveragePool', [x], {}, `${name}.pool`);
      const reduced = { name: dense(pooled, `${name}.conv_reduce`), side: 1 };
      const expanded = dense(activate(reduced, activation).name, `${name}.conv_expand`);
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
    classify({ name: x }, { name }) {
      const inputs = [x, parameter(`${name}.weight`), parameter(`${name}.bias`)];
      return { name: graph.node('Gemm', inputs, { transB: 1 }, 'logits'), side: 1 };
    },
  };
}
