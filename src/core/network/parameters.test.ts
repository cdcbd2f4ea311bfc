import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { architecture, archNames } from './arch';
import { layoutOf } from './layers';
import { initialValue, type ParameterSpec, parameterCount, parametersOf, sizeOf } from './parameters';

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** A shape as PyTorch has it: `[output, input / groups, height, width]`, `[output, input]`. */
function torchShape({ name, shape, role }: ParameterSpec): readonly number[] {
  if (role !== 'kernel') return shape;
  if (shape.length === 2) return [shape[1], shape[0]];
  const [height, width, input, output] = shape;
  return name.endsWith('conv_dw.weight') ? [input, output, height, width] : [output, input, height, width];
}

describe('the parameters of every model', () => {
  // timm 1.0.20, tf_efficientnet_*, tf_efficientnetv2_* at 1,000 classes: the number of parameters, and a hash of the sorted lines
  // "name shape" of the state dictionary without num_batches_tracked.
  it.each([
    ['b0', 5288548, '4039fc87ba1680c2'],
    ['b1', 7794184, '0eee278915cb718a'],
    ['b2', 9109994, '7283016f55edeb35'],
    ['b3', 12233232, '4f56fd055db8e20d'],
    ['b4', 19341616, 'f6aeaef9ad8c9e4d'],
    ['b5', 30389784, 'd13d008d56bbd000'],
    ['b6', 43040704, '93b7b6817e4de9b2'],
    ['b7', 66347960, '51304d817564a2a1'],
    ['l2', 480309308, 'f0753d62606ca2b2'],
    ['lite0', 4652008, 'e48c1e3e7a8dc7ed'],
    ['lite1', 5416680, '681f4cb53e1cf523'],
    ['lite2', 6092072, '6931df8279bf9e87'],
    ['lite3', 8197096, '0ca0816c210db107'],
    ['lite4', 13006568, 'adb683515c66f93b'],
    ['v2-b0', 7139704, 'ff0d8ccc23bc30b0'],
    ['v2-b1', 8141052, 'fe1cafad14c7fbe0'],
    ['v2-b2', 10096086, '12e9f62522b2c9e8'],
    ['v2-b3', 14358406, '8130d022af2bbec3'],
    ['v2-s', 21458488, 'b45b59988b9457ce'],
    ['v2-m', 54139356, 'bbf732428d140c63'],
  ])('are those of timm in number, names and shapes: %s', (name, count, names) => {
    expect(parameterCount(architecture(name), 1000)).toBe(count);
    const specs = parametersOf(layoutOf(architecture(name), 1000));
    const lines = specs.map((spec) => `${spec.name} ${torchShape(spec).join('x')}`);
    expect(hash(lines.sort().join('\n'))).toBe(names);
  });

  it('are known for every name of the table', () => {
    const counts = archNames.map((name) => parameterCount(architecture(name), 10));
    expect(new Set(counts).size).toBe(archNames.length);
  });
});

describe('initial values', () => {
  // Made by the version before the table of layers: a seed must still give the same network. Order, shape, role and fan of every parameter
  // decide which draws a kernel gets.
  it.each([
    ['small', '308eda0249322b5e'],
    ['small-1.25', 'e8df65d6bbdc8147'],
    ['small-1.5', '844bdcbc03085817'],
    ['small-2', '3a5a473c3eee27f4'],
    ['b0', 'dc1e28a0bdaafff2'],
    ['b1', '65cff61042f9411c'],
    ['b2', '74b476d3a619e6a4'],
    ['b3', '1543f3b4d20e8ea7'],
    ['b4', '0ec61b994a28df7b'],
    ['b5', '001670905745b7f7'],
    ['b6', 'dfdf4a68c132d827'],
    ['b7', '02b0ab98c6c06332'],
    ['l2', '3719128112c2f2b5'],
  ])('follow the same table as before: %s', (name, before) => {
    const specs = parametersOf(layoutOf(architecture(name), 7));
    const table = specs.map(({ name: parameter, shape, role, fan }) => [parameter, shape, role, fan ?? null]);
    expect(hash(JSON.stringify(table))).toBe(before);
  });

  it.each([
    ['small', '915758d662a699a5'],
    ['small-1.25', 'e7ece6d7a13fb3fb'],
    ['small-1.5', '30de3de2269ad8b4'],
    ['small-2', '0d9d75eb8e88293d'],
    ['b0', '5a39a466fb6e4ae8'],
  ])('are the same numbers as before: %s', (name, before) => {
    const values = createHash('sha256');
    parametersOf(layoutOf(architecture(name), 7)).forEach((spec, i) => {
      values.update(initialValue(spec, i, 3));
    });
    expect(values.digest('hex').slice(0, 16)).toBe(before);
  });

  it('spread as the fan says', () => {
    const specs = parametersOf(layoutOf(architecture('v2-b0'), 5));
    const at = specs.findIndex(({ name }) => name === 'blocks.1.0.conv_exp.weight');
    const values = initialValue(specs[at], at, 1);
    const variance = values.reduce((sum, value) => sum + value * value, 0) / sizeOf(specs[at]);
    // 3x3 to 64 filters.
    expect(variance).toBeGreaterThan(0.95 * (2 / (9 * 64)));
    expect(variance).toBeLessThan(1.05 * (2 / (9 * 64)));
  });
});
