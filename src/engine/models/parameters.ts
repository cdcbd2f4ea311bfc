import { type Architecture, type Block, blocksOf } from '../../core/network/arch';
import { Random } from '../../core/numbers/random';

/** A convolution followed by batch normalisation, the unit that folding works on. Names are timm's. */
export interface ConvNorm {
  conv: string;
  norm: string;
  kernel: number;
  stride: 1 | 2;
  input: number;
  output: number;
  depthwise: boolean;
}

export interface SqueezeExcite {
  name: string;
  filters: number;
  squeeze: number;
}

export interface BlockLayout extends Block {
  expand?: ConvNorm;
  depthwise: ConvNorm;
  excite: SqueezeExcite;
  project: ConvNorm;
}

/** Every layer of a network by name. */
export interface Layout {
  stem: ConvNorm;
  blocks: BlockLayout[];
  head: ConvNorm;
  classifier: { name: string; input: number; output: number };
}

export interface ParameterSpec {
  name: string;
  shape: number[];
  /** `kernel` takes weight decay; `scale`, `offset` and `bias` do not; `mean` and `variance` are averages, not trained. */
  role: 'kernel' | 'bias' | 'scale' | 'offset' | 'mean' | 'variance';
  /** Incoming connections that the initial scale is derived from. */
  fan?: number;
}

const convNorm = (
  conv: string,
  norm: string,
  [kernel, stride, input, output]: [number, 1 | 2, number, number],
  depthwise = false,
): ConvNorm => ({ conv, norm, kernel, stride, input, output, depthwise });

function layoutBlock(block: Block, name: string): BlockLayout {
  const wide = block.input * block.expansion;
  const expanded = block.expansion !== 1;
  const [dwNorm, outNorm] = expanded ? ['bn2', 'bn3'] : ['bn1', 'bn2'];
  return {
    ...block,
    expand: expanded ? convNorm(`${name}.conv_pw`, `${name}.bn1`, [1, 1, block.input, wide]) : undefined,
    depthwise: convNorm(
      `${name}.conv_dw`,
      `${name}.${dwNorm}`,
      [block.kernel, block.stride, wide, wide],
      true,
    ),
    excite: { name: `${name}.se`, filters: wide, squeeze: block.squeeze },
    project: convNorm(expanded ? `${name}.conv_pwl` : `${name}.conv_pw`, `${name}.${outNorm}`, [
      1,
      1,
      wide,
      block.output,
    ]),
  };
}

export function layoutOf(arch: Architecture, classes: number): Layout {
  const counts = new Map<number, number>();
  const blocks = blocksOf(arch).map((block) => {
    const repeat = counts.get(block.stage) ?? 0;
    counts.set(block.stage, repeat + 1);
    return layoutBlock(block, `blocks.${block.stage}.${repeat}`);
  });
  const last = arch.stages[arch.stages.length - 1].output;
  return {
    stem: convNorm('conv_stem', 'bn1', [arch.stem.kernel, arch.stem.stride, 3, arch.stem.filters]),
    blocks,
    head: convNorm('conv_head', 'bn2', [1, 1, last, arch.head]),
    classifier: { name: 'classifier', input: arch.head, output: classes },
  };
}

/** All convolutions of a layout with their normalisation, input first. */
export function convNormsOf(layout: Layout): ConvNorm[] {
  const blocks = layout.blocks.flatMap((b) => [...(b.expand ? [b.expand] : []), b.depthwise, b.project]);
  return [layout.stem, ...blocks, layout.head];
}

function convSpecs(c: ConvNorm): ParameterSpec[] {
  const { kernel: k, output } = c;
  const norm = (suffix: string, role: ParameterSpec['role']) => ({
    name: `${c.norm}.${suffix}`,
    shape: [output],
    role,
  });
  return [
    {
      name: `${c.conv}.weight`,
      shape: c.depthwise ? [k, k, output, 1] : [k, k, c.input, output],
      role: 'kernel',
      fan: k * k * (c.depthwise ? 1 : output),
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

/** Every parameter of a network in a fixed order. Kernels are TensorFlow's `[height, width, input, output]`. */
export function parametersOf(layout: Layout): ParameterSpec[] {
  const { name, input, output } = layout.classifier;
  return [
    ...convNormsOf(layout).flatMap(convSpecs),
    ...layout.blocks.flatMap((block) => exciteSpecs(block.excite)),
    { name: `${name}.weight`, shape: [input, output], role: 'kernel' },
    { name: `${name}.bias`, shape: [output], role: 'bias' },
  ];
}

/**
 * Initial values as in the authors' code: convolution kernels normal with variance 2 / fan-out, the classifier uniform in
 * ±1/sqrt(classes), normalisation scale 1 and offset 0. Each parameter draws from its own seed.
 */
export function initialValue(spec: ParameterSpec, index: number, seed: number): Float32Array {
  const values = new Float32Array(spec.shape.reduce((a, b) => a * b, 1));
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
