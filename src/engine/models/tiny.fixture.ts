import type { Architecture } from '../../core/network/arch';
import { decodeRow } from '../../core/network/block-rows';
import { layoutOf } from '../../core/network/layers';
import { parametersOf, sizeOf } from '../../core/network/parameters';
import { Random } from '../../core/numbers/random';

/**
 * A network with these rows, small enough for plain arithmetic; from its second block on, every row has equal
 * numbers of input and output filters.
 */
function tiny(rows: readonly string[], changes: Partial<Architecture> = {}): Architecture {
  let input = 8;
  const stages = rows.map((row) => {
    const stage = { ...decodeRow(row), input };
    input = stage.output;
    return stage;
  });
  return {
    name: 'small',
    resolution: 16,
    stem: { filters: 8, kernel: 3, stride: 2 },
    stages,
    head: 12,
    activation: 'swish',
    padding: 'same',
    dropout: 0.2,
    ...changes,
  };
}

/**
 * One network for each kind of block that a row can define. Each has at least two blocks with a residual path.
 */
export const tinyNetworks: Readonly<Record<string, Architecture>> = {
  'MBConv with squeeze-excite': tiny(['ir_r3_k5_s2_e3_c8_se0.25']),
  'MBConv without squeeze-excite, ReLU6': tiny(['ir_r3_k3_s2_e3_c8'], { activation: 'relu6' }),
  'depthwise-separable': tiny(['ds_r2_k3_s1_e1_c8_se0.25', 'ir_r2_k3_s2_e2_c16_se0.25']),
  'fused MBConv': tiny(['er_r3_k3_s2_e2_c8']),
  'fused MBConv with squeeze-excite': tiny(['er_r3_k3_s2_e2_c8_se0.25']),
  'plain convolution': tiny(['cn_r2_k3_s1_e1_c8', 'er_r2_k3_s2_e2_c16']),
  'symmetric padding': tiny(['ir_r3_k5_s2_e3_c8_se0.25'], { padding: 'symmetric' }),
};

/** Weights that all differ from a fresh network's, so that every part of a network is tested. */
export function drawnWeights(arch: Architecture, classes: number): Map<string, Float32Array> {
  const random = new Random(5);
  const draw = {
    kernel: () => 0.3 * random.normal(),
    scale: () => 0.5 + random.next(),
    offset: () => 0.3 * random.normal(),
    bias: () => 0.3 * random.normal(),
    mean: () => 0.2 * random.normal(),
    variance: () => 0.3 + random.next(),
  };
  return new Map(
    parametersOf(layoutOf(arch, classes)).map((spec) => [
      spec.name,
      Float32Array.from({ length: sizeOf(spec) }, draw[spec.role]),
    ]),
  );
}
