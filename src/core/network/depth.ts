import type { Layout } from './layers';

/**
 * The depth of each layer: 0 for the stem, one more for every block, and one more than the last block for
 * everything after the blocks (timm's groups of layers for layer-wise learning rates). `deepest` is the
 * largest.
 */
export function depthsOf({ blocks }: Pick<Layout, 'blocks'>): {
  readonly deepest: number;
  of(parameter: string): number;
} {
  const deepest = blocks.length + 1;
  const places = new Map(
    blocks.map(({ layers: [first] }, block) => [
      blockOf(first.kind === 'conv' ? first.conv : first.name),
      block + 1,
    ]),
  );
  return {
    deepest,
    of: (parameter) => (isStem(parameter) ? 0 : (places.get(blockOf(parameter)) ?? deepest)),
  };
}

/** `blocks.2.1.conv_pw.weight` belongs to `blocks.2.1`; for a parameter outside all blocks this is empty. */
const blockOf = (name: string) => /^blocks\.\d+\.\d+/.exec(name)?.[0] ?? '';

const isStem = (parameter: string) => /^(conv_stem|bn1)\./.test(parameter);

/**
 * Share of the learning rate that each parameter gets: all of it for the deepest layers, and `decay` times as much for each shallower one.
 */
export function layerRates(layout: Pick<Layout, 'blocks'>, decay: number): (parameter: string) => number {
  const { deepest, of } = depthsOf(layout);
  return (parameter) => decay ** (deepest - of(parameter));
}

/**
 * Whether a parameter comes after the stem and the first `stages` stages of blocks, which are frozen; 0
 * freezes nothing.
 */
export function learnsBehind(stages: number): (parameter: string) => boolean {
  return (parameter) => {
    if (stages === 0) return true;
    const stage = /^blocks\.(\d+)\./.exec(parameter)?.[1];
    return stage === undefined ? !isStem(parameter) : Number(stage) >= stages;
  };
}
