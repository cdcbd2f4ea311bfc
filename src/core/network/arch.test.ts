import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { architecture, archNames, blocksOf, roundFilters } from './arch';
import { decodeRow } from './block-rows';

describe('the table of models', () => {
  it('keeps the resolution in the first two stages that halve it for small images only', () => {
    const strides = (name: string, smallInput: boolean) =>
      architecture(name, { smallInput }).stages.map((stage) => stage.stride);
    expect(strides('b0', false)).toEqual([1, 2, 2, 2, 1, 2, 1]);
    expect(strides('b0', true)).toEqual([1, 1, 1, 2, 1, 2, 1]);
    expect(strides('v2-s', true)).toEqual([1, 1, 1, 2, 1, 2]);
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

  it('leaves stem, head, first and last stage of a Lite member as they are', () => {
    const [lite0, lite4] = [architecture('lite0'), architecture('lite4')];
    expect(lite4.stem).toEqual(lite0.stem);
    expect(lite4.head).toBe(1280);
    expect(lite0.stages.map(({ repeats }) => repeats)).toEqual([1, 2, 2, 3, 3, 4, 1]);
    expect(lite4.stages.map(({ repeats }) => repeats)).toEqual([1, 4, 4, 6, 6, 8, 1]);
    expect(lite4.activation).toBe('relu6');
  });

  it('refuses an unknown name with the list of known ones', () => {
    expect(() => architecture('b9')).toThrow(/"b9".*small, .*l2/);
    expect(() => architecture('toString')).toThrow(/There is no model "toString"/);
  });
});

describe('decodeRow', () => {
  it('reads timm’s notation', () => {
    expect(decodeRow('ir_r4_k5_s2_e6_c192_se0.25')).toEqual({
      type: 'ir',
      repeats: 4,
      kernel: 5,
      stride: 2,
      expansion: 6,
      output: 192,
      squeeze: 0.25,
    });
    expect(decodeRow('cn_r1_k3_s1_e1_c16')).toMatchObject({ type: 'cn', squeeze: 0 });
  });

  it.each(['xx_r1_k3_s1_e1_c16', 'ir_r1_k3_s3_e1_c16', 'ir_r1_k3_s1_c16', 'ir_r1_k3_s1_e1_c16_noskip'])(
    'refuses %s',
    (row) => {
      expect(() => decodeRow(row)).toThrow(`"${row}" cannot be read`);
    },
  );
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
