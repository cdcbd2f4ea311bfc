import { describe, expect, it } from 'vitest';
import { architecture } from './arch';
import { depthsOf, layerRates, learnsBehind } from './depth';
import { layoutOf } from './layers';
import { parametersOf } from './parameters';

const layout = layoutOf(architecture('b0'), 10);
const names = parametersOf(layout).map(({ name }) => name);

describe('the depth of a layer', () => {
  it('is 0 for the stem, one more for each block, and the deepest for all behind them', () => {
    const { deepest, of } = depthsOf(layout);
    expect(deepest).toBe(17);
    expect(['conv_stem.weight', 'bn1.running_var'].map(of)).toEqual([0, 0]);
    expect(['blocks.0.0.conv_dw.weight', 'blocks.0.0.se.conv_reduce.bias'].map(of)).toEqual([1, 1]);
    expect(['blocks.1.0.bn3.bias', 'blocks.1.1.conv_pw.weight', 'blocks.6.0.bn1.weight'].map(of)).toEqual([
      2, 3, 16,
    ]);
    expect(['conv_head.weight', 'bn2.bias', 'classifier.bias'].map(of)).toEqual([17, 17, 17]);
    // As many layers as timm counts, none left out.
    expect([...new Set(names.map(of))]).toHaveLength(18);
  });

  it('lets the rate fall by the same share from each layer to the shallower one', () => {
    const rate = layerRates(layout, 0.5);
    expect([rate('classifier.weight'), rate('conv_head.weight')]).toEqual([1, 1]);
    expect(rate('blocks.6.0.conv_pw.weight')).toBe(0.5);
    expect(rate('conv_stem.weight')).toBe(0.5 ** 17);
    expect(new Set(names.map(layerRates(layout, 1)))).toEqual(new Set([1]));
  });
});

describe('frozen stages', () => {
  it('are none for 0, else the stem and so many stages', () => {
    expect(names.every(learnsBehind(0))).toBe(true);
    const fixed = names.filter((name) => !learnsBehind(2)(name));
    expect(fixed).toEqual(names.filter((name) => /^(conv_stem|bn1|blocks\.[01])\./.test(name)));
    expect(fixed.length).toBeGreaterThan(10);
    // `bn1` of a block is not the stem's.
    expect(learnsBehind(1)('blocks.3.0.bn1.weight')).toBe(true);
  });
});
