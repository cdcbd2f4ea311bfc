import { type Architecture, type Block, blocksOf, type Padding } from './arch';
import type { BlockType } from './block-rows';
import type { Activation } from './families';

/**
 * The layers of a network by name, in the order in which an image passes them. This list is the only description of a network:
 * its variables, its number of parameters, its cost and its graph follow from it. Names are timm's.
 */
export interface Layout {
  readonly stem: ConvNorm;
  readonly blocks: readonly BlockLayout[];
  readonly head: ConvNorm;
  readonly classifier: { readonly name: string; readonly input: number; readonly output: number };
}

export interface BlockLayout {
  readonly stage: number;
  readonly layers: readonly (ConvNorm | SqueezeExcite)[];
  /** Adds its input to its output. */
  readonly residual: boolean;
}

/** A convolution without bias, its batch normalisation (the two are the unit that folding works on) and its activation. */
export interface ConvNorm {
  readonly kind: 'conv';
  readonly conv: string;
  readonly norm: string;
  readonly kernel: number;
  readonly stride: 1 | 2;
  readonly input: number;
  readonly output: number;
  readonly depthwise: boolean;
  readonly padding: Padding;
  readonly activation: Activation | null;
}

/** Scales each channel by a gate: mean over the image, `squeeze` filters, activation, `filters` filters, sigmoid. */
export interface SqueezeExcite {
  readonly kind: 'excite';
  readonly name: string;
  readonly filters: number;
  readonly squeeze: number;
  readonly activation: Activation;
}

/** What has to be given for a convolution; the rest follows from the block and the architecture. */
interface Conv {
  readonly conv: string;
  readonly norm: string;
  readonly kernel: number;
  readonly stride: 1 | 2;
  readonly input: number;
  readonly output: number;
  readonly depthwise?: boolean;
  readonly linear?: boolean;
}

type Layer = Conv | 'excite';

/** The layers of each type of block. `wide` is the number of expanded filters. */
const blockTypes: Readonly<Record<BlockType, (block: Block, wide: number) => readonly Layer[]>> = {
  ir: ({ kernel, stride, input, output }, wide) => [
    { conv: 'conv_pw', norm: 'bn1', kernel: 1, stride: 1, input, output: wide },
    { conv: 'conv_dw', norm: 'bn2', kernel, stride, input: wide, output: wide, depthwise: true },
    'excite',
    { conv: 'conv_pwl', norm: 'bn3', kernel: 1, stride: 1, input: wide, output, linear: true },
  ],
  ds: ({ kernel, stride, input, output }) => [
    { conv: 'conv_dw', norm: 'bn1', kernel, stride, input, output: input, depthwise: true },
    'excite',
    { conv: 'conv_pw', norm: 'bn2', kernel: 1, stride: 1, input, output, linear: true },
  ],
  er: ({ kernel, stride, input, output }, wide) => [
    { conv: 'conv_exp', norm: 'bn1', kernel, stride, input, output: wide },
    'excite',
    { conv: 'conv_pwl', norm: 'bn2', kernel: 1, stride: 1, input: wide, output, linear: true },
  ],
  cn: ({ kernel, stride, input, output }) => [{ conv: 'conv', norm: 'bn1', kernel, stride, input, output }],
};

/** The layers of a model with a classifier for `classes` classes on RGB images. */
export function layoutOf(arch: Architecture, classes: number): Layout {
  const { activation, padding, stem, head } = arch;
  const convNorm = (
    prefix: string,
    { conv, norm, depthwise = false, linear = false, ...sizes }: Conv,
  ): ConvNorm => ({
    kind: 'conv',
    conv: prefix + conv,
    norm: prefix + norm,
    ...sizes,
    depthwise,
    padding,
    activation: linear ? null : activation,
  });
  const blocks = blocksOf(arch).map((block): BlockLayout => {
    const prefix = `blocks.${block.stage}.${block.repeat}.`;
    const wide = block.input * block.expansion;
    const excite = {
      kind: 'excite',
      name: `${prefix}se`,
      filters: block.type === 'ds' ? block.input : wide,
      squeeze: block.squeeze,
      activation,
    } as const;
    const layers = blockTypes[block.type](block, wide)
      .filter((layer) => layer !== 'excite' || block.squeeze > 0)
      .map((layer) => (layer === 'excite' ? excite : convNorm(prefix, layer)));
    return { stage: block.stage, layers, residual: block.residual };
  });
  const input = arch.stages[arch.stages.length - 1].output;
  return {
    stem: convNorm('', { conv: 'conv_stem', norm: 'bn1', ...stem, input: 3, output: stem.filters }),
    blocks,
    head: convNorm('', { conv: 'conv_head', norm: 'bn2', kernel: 1, stride: 1, input, output: head }),
    classifier: { name: 'classifier', input: head, output: classes },
  };
}

/** The layers of all blocks without their grouping, input first. */
const layersOf = ({ blocks }: Layout) => blocks.flatMap(({ layers }) => layers);

/** All convolutions of a network with their normalisation, input first. */
export function convNormsOf(layout: Layout): ConvNorm[] {
  return [layout.stem, ...layersOf(layout).filter((layer) => layer.kind === 'conv'), layout.head];
}

/** All squeeze-excite layers of a network, input first. */
export function excitesOf(layout: Layout): SqueezeExcite[] {
  return layersOf(layout).filter((layer) => layer.kind === 'excite');
}
