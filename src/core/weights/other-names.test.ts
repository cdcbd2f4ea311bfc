import { describe, expect, it } from 'vitest';
import { timmNamesOf } from './other-names';

/** As efficientnet_pytorch 0.7 names the layers of a block. */
const block = (at: number, expands: boolean) => [
  ...(expands ? [`_blocks.${at}._expand_conv.weight`, `_blocks.${at}._bn0.bias`] : []),
  `_blocks.${at}._depthwise_conv.weight`,
  `_blocks.${at}._bn1.running_mean`,
  `_blocks.${at}._project_conv.weight`,
  `_blocks.${at}._bn2.weight`,
];
const file = (blocks: number, plain: number) => [
  '_conv_stem.weight',
  '_bn0.weight',
  ...Array.from({ length: blocks }, (_, at) => block(at, at >= plain)).flat(),
  '_conv_head.weight',
  '_bn1.bias',
  '_fc.weight',
];

describe('names of EfficientNet-PyTorch', () => {
  it('numbers blocks by stage, and the layers of a block without expansion from 1', () => {
    const names = timmNamesOf(file(16, 1));
    const of = (name: string) => names?.get(name);
    expect(of('_conv_stem.weight')).toBe('conv_stem.weight');
    expect(of('_bn0.weight')).toBe('bn1.weight');
    expect(of('_bn1.bias')).toBe('bn2.bias');
    expect(of('_fc.weight')).toBe('classifier.weight');
    expect(of('_blocks.0._depthwise_conv.weight')).toBe('blocks.0.0.conv_dw.weight');
    expect(of('_blocks.0._bn1.running_mean')).toBe('blocks.0.0.bn1.running_mean');
    expect(of('_blocks.0._project_conv.weight')).toBe('blocks.0.0.conv_pw.weight');
    expect(of('_blocks.7._expand_conv.weight')).toBe('blocks.3.2.conv_pw.weight');
    expect(of('_blocks.7._bn2.weight')).toBe('blocks.3.2.bn3.weight');
    expect(of('_blocks.15._project_conv.weight')).toBe('blocks.6.0.conv_pwl.weight');
  });

  it('knows the stages by the number of blocks: B1 has two without expansion', () => {
    const names = timmNamesOf(file(23, 2));
    expect(names?.get('_blocks.1._bn2.weight')).toBe('blocks.0.1.bn2.weight');
    expect(names?.get('_blocks.22._bn2.weight')).toBe('blocks.6.1.bn3.weight');
  });

  it('leaves other files alone', () => {
    expect(timmNamesOf(['conv_stem.weight'])).toBeNull();
    expect(timmNamesOf(file(17, 1))).toBeNull();
  });
});
