import { StudioError } from '../errors';

/** Every model of the studio, smallest first: the order that "equal or larger student" refers to. */
export const archNames = [
  'small',
  'small-1.25',
  'small-1.5',
  'small-2',
  'b0',
  'b1',
  'b2',
  'b3',
  'b4',
  'b5',
  'b6',
  'b7',
  'l2',
] as const;

export type ArchName = (typeof archNames)[number];

/** One row of the table: `repeats` MBConv blocks; the first has `stride` and goes `input` → `output`, the others keep both. */
export interface Stage {
  readonly repeats: number;
  readonly kernel: number;
  readonly stride: 1 | 2;
  /** Expanded filters = expansion x input filters; 1 leaves out the expanding convolution. */
  readonly expansion: number;
  readonly input: number;
  readonly output: number;
  /** Squeeze-excite filters = this share of the block's input filters. */
  readonly se: number;
}

/** A model as numbers: filters and repeats are already scaled and rounded. */
export interface Architecture {
  readonly name: ArchName;
  /** Side in pixels of the square image the model was designed for. */
  readonly resolution: number;
  readonly stem: { readonly filters: number; readonly kernel: number; readonly stride: 1 | 2 };
  readonly stages: readonly Stage[];
  /** Filters of the last 1x1 convolution = length of the feature vector. */
  readonly head: number;
  /** The family's default dropout before the classifier. */
  readonly dropout: number;
}

/** One MBConv block of `blocksOf`, in order. */
export interface Block {
  readonly stage: number;
  readonly kernel: number;
  readonly stride: 1 | 2;
  readonly expansion: number;
  readonly input: number;
  readonly output: number;
  /** Filters between the two squeeze-excite convolutions. */
  readonly squeeze: number;
  /** Adds its input to its output; only such blocks can be dropped by stochastic depth. */
  readonly residual: boolean;
}

/** Filters scaled by `width`, rounded to a multiple of 8, never below 90 % of the exact product (released code). */
export function roundFilters(filters: number, width: number): number {
  const scaled = filters * width;
  const rounded = Math.max(8, Math.floor((scaled + 4) / 8) * 8);
  return rounded < 0.9 * scaled ? rounded + 8 : rounded;
}

/** Repeats scaled by `depth`, rounded up (released code). */
function roundRepeats(repeats: number, depth: number): number {
  return Math.ceil(repeats * depth);
}

type Row = readonly [
  repeats: number,
  kernel: number,
  stride: 1 | 2,
  expansion: number,
  input: number,
  output: number,
];

/** EfficientNet-B0 (Tan and Le 2019, table 1; the released code's block strings). */
const efficientNetRows: readonly Row[] = [
  [1, 3, 1, 1, 32, 16],
  [2, 3, 2, 6, 16, 24],
  [2, 5, 2, 6, 24, 40],
  [3, 3, 2, 6, 40, 80],
  [3, 5, 1, 6, 80, 112],
  [4, 5, 2, 6, 112, 192],
  [1, 3, 1, 6, 192, 320],
];

/** Our small member for 28 to 64 pixel images on a CPU: the same blocks, three stages, a stem that keeps the resolution. */
const smallRows: readonly Row[] = [
  [2, 3, 2, 4, 16, 24],
  [2, 3, 2, 4, 24, 48],
  [3, 3, 1, 4, 48, 96],
];

type Scaling = readonly [width: number, depth: number, resolution: number, dropout: number];

const scalings: Readonly<Record<ArchName, Scaling>> = {
  small: [1, 1, 32, 0.2],
  'small-1.25': [1.25, 1, 32, 0.2],
  'small-1.5': [1.5, 1, 32, 0.2],
  'small-2': [2, 1, 32, 0.2],
  b0: [1.0, 1.0, 224, 0.2],
  b1: [1.0, 1.1, 240, 0.2],
  b2: [1.1, 1.2, 260, 0.3],
  b3: [1.2, 1.4, 300, 0.3],
  b4: [1.4, 1.8, 380, 0.4],
  b5: [1.6, 2.2, 456, 0.4],
  b6: [1.8, 2.6, 528, 0.5],
  b7: [2.0, 3.1, 600, 0.5],
  l2: [4.3, 5.3, 800, 0.5],
};

/** Position in the size order: a larger number is a larger model. Throws `unknown-arch`. */
export function archSize(name: string): number {
  const at = (archNames as readonly string[]).indexOf(name);
  if (at < 0)
    throw new StudioError(
      'unknown-arch',
      `There is no model "${name}". Choose one of ${archNames.join(', ')}.`,
    );
  return at;
}

/** Up to this side an EfficientNet keeps its resolution longer, as the authors do for 32x32 images (released code). */
const smallInputSide = 48;

export function isSmallInput(imageSize: number): boolean {
  return imageSize <= smallInputSide;
}

/**
 * The model `name` as a scaled table. `smallInput` sets the strides of stages 2 and 3 to 1, as the authors do for 32x32
 * images (released code); the small members are made for such images and do not change.
 */
export function architecture(name: string, options: { smallInput?: boolean } = {}): Architecture {
  const known = archNames[archSize(name)];
  const [width, depth, resolution, dropout] = scalings[known];
  const small = known.startsWith('small');
  const rows = small ? smallRows : efficientNetRows;
  const keepResolution = options.smallInput === true && !small;
  const stages = rows.map(([repeats, kernel, stride, expansion, input, output], i): Stage => {
    return {
      repeats: roundRepeats(repeats, depth),
      kernel,
      stride: keepResolution && (i === 1 || i === 2) ? 1 : stride,
      expansion,
      input: roundFilters(input, width),
      output: roundFilters(output, width),
      se: 0.25,
    };
  });
  return {
    name: known,
    resolution,
    stem: { filters: stages[0].input, kernel: 3, stride: small ? 1 : 2 },
    stages,
    // The small members share one feature length, so out-of-domain scores fitted on few images compare across widths.
    head: small ? 256 : roundFilters(1280, width),
    dropout,
  };
}

/** The blocks of a model from input to output, `l = 1..L` of the stochastic depth rule being index + 1. */
export function blocksOf(arch: Architecture): Block[] {
  const blocks: Block[] = [];
  for (const [stage, row] of arch.stages.entries()) {
    for (let repeat = 0; repeat < row.repeats; repeat++) {
      const input = repeat === 0 ? row.input : row.output;
      const stride = repeat === 0 ? row.stride : 1;
      blocks.push({
        stage,
        kernel: row.kernel,
        stride,
        expansion: row.expansion,
        input,
        output: row.output,
        squeeze: Math.max(1, Math.floor(input * row.se)),
        residual: stride === 1 && input === row.output,
      });
    }
  }
  return blocks;
}

/** Trainable numbers of a model with a classifier for `classes` classes on RGB images. */
export function parameterCount(arch: Architecture, classes: number): number {
  const norm = (filters: number) => 2 * filters;
  const { filters, kernel } = arch.stem;
  let count = 3 * kernel * kernel * filters + norm(filters);
  for (const block of blocksOf(arch)) {
    const wide = block.input * block.expansion;
    if (block.expansion !== 1) count += block.input * wide + norm(wide);
    count += block.kernel * block.kernel * wide + norm(wide);
    count += 2 * wide * block.squeeze + block.squeeze + wide;
    count += wide * block.output + norm(block.output);
  }
  const last = arch.stages[arch.stages.length - 1].output;
  return count + last * arch.head + norm(arch.head) + arch.head * classes + classes;
}
