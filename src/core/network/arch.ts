import { studioError } from '../errors';
import type { BlockRow, BlockType } from './block-rows';
import { type Activation, type Family, type Member, members } from './families';

export type ArchName = keyof typeof members;

/** Every model of the studio, family by family; `student-size` says which is the larger of two. */
export const archNames = Object.keys(members) as [ArchName, ...ArchName[]];

/**
 * How zero padding is placed for a convolution with a stride: TensorFlow's way, or equally on every side
 * (PyTorch's).
 */
export const paddings = ['same', 'symmetric'] as const;
export type Padding = (typeof paddings)[number];

/** A row of a model: filters and repeats are already scaled and rounded. */
export interface NetworkStage extends BlockRow {
  readonly input: number;
}

/** The dimensions of a model. */
export interface Architecture {
  readonly name: ArchName;
  /** Side in pixels of the square image the model was designed for. */
  readonly resolution: number;
  readonly stem: { readonly filters: number; readonly kernel: number; readonly stride: 1 | 2 };
  readonly stages: readonly NetworkStage[];
  /** Filters of the last 1x1 convolution = length of the feature vector. */
  readonly head: number;
  readonly activation: Activation;
  readonly padding: Padding;
  /** The family's default dropout before the classifier. */
  readonly dropout: number;
}

/** One block of `blocksOf`, in order. */
export interface Block {
  readonly type: BlockType;
  /** Its stage and its index within it, from 0. */
  readonly stage: number;
  readonly repeat: number;
  readonly kernel: number;
  readonly stride: 1 | 2;
  readonly expansion: number;
  readonly input: number;
  readonly output: number;
  /** Filters between the two squeeze-excite convolutions, 0 for a block without them. */
  readonly squeeze: number;
  /** Adds its input to its output; only such blocks can be dropped by stochastic depth. */
  readonly residual: boolean;
}

/** Filters scaled by `width`, rounded to a multiple of 8, never below `leastShare` of the exact product (released code). */
export function roundFilters(filters: number, width: number, leastShare = 0.9): number {
  const scaled = filters * width;
  const rounded = Math.max(8, Math.floor((scaled + 4) / 8) * 8);
  return rounded < leastShare * scaled ? rounded + 8 : rounded;
}

/** Repeats scaled by `depth`, rounded up (released code). */
function roundRepeats(repeats: number, depth: number): number {
  return Math.ceil(repeats * depth);
}

function isArchName(name: string): name is ArchName {
  return Object.hasOwn(members, name);
}

/** The table's row for a name. Throws `unknown-arch`. */
function memberOf(name: string): Member & { readonly name: ArchName } {
  if (!isArchName(name)) throw studioError('unknown-arch', { name, names: archNames.join(', ') });
  return { name, ...members[name] };
}

/** Up to this side an EfficientNet keeps its resolution longer, as the authors do for 32x32 images (released code). */
const smallInputSide = 48;

export function isSmallInput(imageSize: number): boolean {
  return imageSize <= smallInputSide;
}

/**
 * The model `name` as scaled numbers. `smallInput` sets the strides of the first two stages with a stride of 2 to 1, as the authors do for
 * 32x32 images (released code); a family that is made for such images does not change. `padding` depends on where the weights come from,
 * and is TensorFlow's for weights made here. Throws `unknown-arch`.
 */
export function architecture(
  name: string,
  { smallInput = false, padding = 'same' }: { smallInput?: boolean; padding?: Padding } = {},
): Architecture {
  const { name: known, family, width, resolution, depth, dropout } = memberOf(name);
  const { stem, head, scales } = family;
  const filters = scales.stem ? roundFilters(stem.filters, width, family.leastShare) : stem.filters;
  return {
    name: known,
    resolution,
    stem: { filters, kernel: 3, stride: stem.stride },
    stages: stagesOf(family, width, depth, filters, smallInput && !family.forSmallImages),
    head: scales.head ? roundFilters(head, width, family.leastShare) : head,
    activation: family.activation,
    padding,
    dropout,
  };
}

function stagesOf(
  { rows, scales, leastShare }: Family,
  width: number,
  depth: number,
  stem: number,
  keepResolution: boolean,
): NetworkStage[] {
  const kept = keepResolution ? rows.filter(({ stride }) => stride === 2).slice(0, 2) : [];
  let input = stem;
  return rows.map((row, i) => {
    const isEnd = i === 0 || i === rows.length - 1;
    const stage: NetworkStage = {
      ...row,
      repeats: isEnd && !scales.ends ? row.repeats : roundRepeats(row.repeats, depth),
      stride: kept.includes(row) ? 1 : row.stride,
      input,
      output: roundFilters(row.output, width, leastShare),
    };
    input = stage.output;
    return stage;
  });
}

/** The blocks of a model from input to output, `l = 1..L` of the stochastic depth rule being index + 1. */
export function blocksOf(arch: Architecture): Block[] {
  return arch.stages.flatMap((row, stage) =>
    Array.from({ length: row.repeats }, (_, repeat): Block => {
      const input = repeat === 0 ? row.input : row.output;
      const stride = repeat === 0 ? row.stride : 1;
      return {
        type: row.type,
        stage,
        repeat,
        kernel: row.kernel,
        stride,
        expansion: row.expansion,
        input,
        output: row.output,
        squeeze: row.squeeze === 0 ? 0 : Math.max(1, Math.floor(input * row.squeeze)),
        residual: stride === 1 && input === row.output,
      };
    }),
  );
}
