import { Random } from '../numbers/random';
import type { Architecture } from './arch';
import { type ConvNorm, convNormsOf, excitesOf, type Layout, layoutOf, type SqueezeExcite } from './layers';

/** One variable of a network. */
export interface ParameterSpec {
  readonly name: string;
  /** Kernels are TensorFlow's `[height, width, input, output]`, depthwise ones `[height, width, channels, 1]`. */
  readonly shape: readonly number[];
  /** `kernel` takes weight decay; `scale`, `offset` and `bias` do not; `mean` and `variance` are averages, not trained. */
  readonly role: 'kernel' | 'bias' | 'scale' | 'offset' | 'mean' | 'variance';
  /** Outgoing connections that the initial scale of a convolution is derived from. */
  readonly fan?: number;
  /** The kernel of a depthwise convolution: its output filters are the third side of its shape. */
  readonly depthwise?: boolean;
}

function convSpecs(layer: ConvNorm): ParameterSpec[] {
  const { kernel: k, input, output, depthwise } = layer;
  const norm = (suffix: string, role: ParameterSpec['role']) => ({
    name: `${layer.norm}.${suffix}`,
    shape: [output],
    role,
  });
  return [
    {
      name: `${layer.conv}.weight`,
      shape: depthwise ? [k, k, output, 1] : [k, k, input, output],
      role: 'kernel',
      fan: k * k * (depthwise ? 1 : output),
      depthwise,
    },
    norm('weight', 'scale'),
    norm('bias', 'offset'),
    norm('running_mean', 'mean'),
    norm('running_var', 'variance'),
  ];
}

function exciteSpecs({ name, filters, squeeze }: SqueezeExcite): ParameterSpec[] {
  return [
    { name: `${name}.conv_reduce.weight`, shape: [1, 1, filters, squeeze], role: 'kernel', fan: squeeze },
    { name: `${name}.conv_reduce.bias`, shape: [squeeze], role: 'bias' },
    { name: `${name}.conv_expand.weight`, shape: [1, 1, squeeze, filters], role: 'kernel', fan: filters },
    { name: `${name}.conv_expand.bias`, shape: [filters], role: 'bias' },
  ];
}

/** Every variable of a network in a fixed order, which the seeds of the initial values follow: convolutions, gates, classifier. */
export function parametersOf(layout: Layout): ParameterSpec[] {
  const { name, input, output } = layout.classifier;
  return [
    ...convNormsOf(layout).flatMap(convSpecs),
    ...excitesOf(layout).flatMap(exciteSpecs),
    { name: `${name}.weight`, shape: [input, output], role: 'kernel' },
    { name: `${name}.bias`, shape: [output], role: 'bias' },
  ];
}

/** How many numbers a parameter has. */
export function sizeOf({ shape }: Pick<ParameterSpec, 'shape'>): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** Whether training changes a parameter by its gradient. */
export function isTrained({ role }: ParameterSpec): boolean {
  return role !== 'mean' && role !== 'variance';
}

export function isClassifier({ name }: Pick<ParameterSpec, 'name'>): boolean {
  return name.startsWith('classifier.');
}

/** The parameters of a model as a file of weights holds them: without a classifier for 0 classes. */
export function storedParameters(arch: Architecture, classes: number): ParameterSpec[] {
  const specs = parametersOf(layoutOf(arch, Math.max(1, classes)));
  return classes > 0 ? specs : specs.filter((spec) => !isClassifier(spec));
}

/** Trained numbers of a model with a classifier for `classes` classes on RGB images. */
export function parameterCount(arch: Architecture, classes: number): number {
  const specs = parametersOf(layoutOf(arch, classes)).filter(isTrained);
  return specs.reduce((sum, spec) => sum + sizeOf(spec), 0);
}

/**
 * Initial values as in the authors' code: convolution kernels normal with variance 2 / fan-out, the classifier uniform in
 * ±1/sqrt(classes), normalisation scale 1 and offset 0. Each parameter draws from its own seed, which `index` is a part of.
 */
export function initialValue(spec: ParameterSpec, index: number, seed: number): Float32Array {
  const values = new Float32Array(sizeOf(spec));
  if (spec.role === 'scale' || spec.role === 'variance') return values.fill(1);
  if (spec.role !== 'kernel') return values;
  const random = new Random(seed, index);
  if (spec.fan === undefined) {
    const range = 1 / Math.sqrt(spec.shape[1]);
    return values.map(() => (random.next() * 2 - 1) * range);
  }
  const deviation = Math.sqrt(2 / spec.fan);
  return values.map(() => random.normal() * deviation);
}
