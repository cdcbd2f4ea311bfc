import { describe, expect, it } from 'vitest';
import { architecture } from './arch';
import { layerCosts, multipliesOf } from './cost';
import { layoutOf } from './layers';

describe('the cost of a network', () => {
  // timm 1.0.20: output numbers x kernel numbers of every convolution and of the classifier, counted by forward hooks (1,000 classes).
  it.each([
    ['b0', 224, 385_814_752],
    ['b0', 33, 21_692_992],
    ['b7', 600, 37_745_884_192],
    ['lite0', 224, 385_187_552],
    ['lite4', 300, 2_553_034_336],
    ['v2-b3', 300, 3_011_458_816],
    ['v2-s', 384, 8_365_617_152],
    ['v2-m', 480, 24_582_460_384],
  ])('%s at %i pixels multiplies as often as timm', (name, size, count) => {
    expect(multipliesOf(layoutOf(architecture(name), 1000), size)).toBe(count);
  });

  it('keeps what normalisation got and gave where an activation follows', () => {
    const [stem, depthwise, excite, project] = layerCosts(layoutOf(architecture('b0'), 10), 224);
    const outputs = 112 * 112 * 32;
    expect(stem).toMatchObject({ outputs, kept: 2 * outputs });
    expect(depthwise).toMatchObject({ outputs, kept: 2 * outputs });
    expect(excite).toMatchObject({ outputs, kept: 0 });
    expect(project).toMatchObject({ outputs: 112 * 112 * 16, kept: 112 * 112 * 16 });
  });
});
