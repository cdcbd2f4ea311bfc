/**
 * The kinds of block, in timm's letters: `ir` inverted residual (MBConv), `ds` depthwise-separable, `er` edge residual (fused
 * MBConv), `cn` one convolution with its normalisation.
 */
export type BlockType = 'ir' | 'ds' | 'er' | 'cn';

/** One row of a family: `repeats` blocks of a type, of which the first has `stride`. Filters and repeats are those of width and depth 1. */
export interface BlockRow {
  readonly type: BlockType;
  readonly repeats: number;
  readonly kernel: number;
  readonly stride: 1 | 2;
  /** Expanded filters of `ir` and `er` = expansion x input filters; 1 for the others. */
  readonly expansion: number;
  readonly output: number;
  /** Squeeze-excite filters = this share of the block's input filters; 0 for a block without squeeze-excite. */
  readonly squeeze: number;
}

const pattern = /^(ir|ds|er|cn)_r(\d+)_k(\d+)_s([12])_e(\d+)_c(\d+)(?:_se(0?\.\d+))?$/;

/** Reads a row in timm's notation, `ir_r2_k3_s2_e6_c24_se0.25`. Throws for a row that cannot be read. */
export function decodeRow(row: string): BlockRow {
  const parts = pattern.exec(row);
  if (!parts) throw new Error(`The block row "${row}" cannot be read.`);
  const [type, ...numbers] = parts.slice(1);
  const [repeats, kernel, stride, expansion, output, squeeze] = numbers.map((text) => Number(text ?? 0));
  return { type: type as BlockType, repeats, kernel, stride: stride as 1 | 2, expansion, output, squeeze };
}
