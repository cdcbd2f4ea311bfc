import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { architecture, archNames, archSize, blocksOf, parameterCount, roundFilters } from './arch';

describe('the EfficientNet table', () => {
  // torchvision 0.20 documentation, num_params of each EfficientNet_Bn_Weights (1,000 classes); l2: timm's tf_efficientnet_l2.
  const golden = {
    b0: 5288548,
    b1: 7794184,
    b2: 9109994,
    b3: 12233232,
    b4: 19341616,
    b5: 30389784,
    b6: 43040704,
    b7: 66347960,
    l2: 480309308,
  };
  it.each(Object.entries(golden))('%s has as many parameters as published', (name, count) => {
    expect(parameterCount(architecture(name), 1000)).toBe(count);
  });

  it('grows from name to name, whatever the family', () => {
    const counts = archNames.map((name) => parameterCount(architecture(name), 10));
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(new Set(counts).size).toBe(counts.length);
  });

  it('keeps the resolution in stages 2 and 3 for small images only', () => {
    const strides = (smallInput: boolean) =>
      architecture('b0', { smallInput }).stages.map((stage) => stage.stride);
    expect(strides(false)).toEqual([1, 2, 2, 2, 1, 2, 1]);
    expect(strides(true)).toEqual([1, 1, 1, 2, 1, 2, 1]);
    expect(architecture('small', { smallInput: true })).toEqual(architecture('small'));
  });

  it('chains: every block takes what the block before gives', () => {
    for (const name of archNames) {
      const arch = architecture(name);
      let filters = arch.stem.filters;
      for (const block of blocksOf(arch)) {
        expect(block.input).toBe(filters);
        if (block.residual) expect(block.output).toBe(block.input);
        filters = block.output;
      }
    }
  });

  it('has seven blocks in the small member, four of them residual', () => {
    const blocks = blocksOf(architecture('small'));
    expect(blocks.map((block) => block.output)).toEqual([24, 24, 48, 48, 96, 96, 96]);
    expect(blocks.map((block) => block.residual)).toEqual([false, true, false, true, false, true, true]);
    expect(blocks[0].squeeze).toBe(4);
  });

  it('refuses an unknown name with the list of known ones', () => {
    expect(() => archSize('b9')).toThrow(/"b9".*small, .*l2/);
  });
});

describe('roundFilters', () => {
  it('gives multiples of 8 that are never below 90 % of the product', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 2048 }),
        fc.double({ min: 0.5, max: 5, noNaN: true }),
        (n, width) => {
          const rounded = roundFilters(n, width);
          expect(rounded % 8).toBe(0);
          expect(rounded).toBeGreaterThanOrEqual(0.9 * n * width);
          expect(rounded).toBeLessThanOrEqual(n * width + 12);
        },
      ),
    );
  });
});
