import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pinsOf, serves } from './tensorflow.mjs';
import { placeOf, tagsOf, wheelsOf } from './wheels.mjs';

const pins = JSON.parse(readFileSync(new URL('../../src/core/runtime/pins.json', import.meta.url), 'utf8'));
const wheels = Object.values(pins.platforms).flatMap((runtimes) => Object.values(runtimes).flat());

describe('the pinned wheels', () => {
  it('each name one file by its whole sha256, and the file is of the version', () => {
    for (const { package: name, version, file, sha256 } of wheels) {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(file.startsWith(`${name.replaceAll('-', '_')}-${version}-`)).toBe(true);
    }
    expect(new Set(wheels.map(({ sha256 }) => sha256)).size).toBe(wheels.length);
  });

  it('are there for x64 with and without CUDA, and for arm64', () => {
    expect(wheelsOf('cpu', 'linux-x64')).toHaveLength(1);
    expect(wheelsOf('cuda', 'linux-x64')).toHaveLength(13);
    expect(wheelsOf('cpu', 'linux-arm64')).toHaveLength(1);
    expect(wheelsOf('cuda', 'linux-arm64')).toBeNull();
    expect(wheelsOf('cpu', 'win32-x64')).toBeNull();
  });

  it('are asked of pip by their own tags, whatever Python it runs on', () => {
    expect(tagsOf('tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl')).toEqual(
      ['--python-version', '3.11', '--implementation', 'cp', '--abi', 'cp311'].concat(
        ...['--platform', 'manylinux_2_27_x86_64'],
      ),
    );
    const two = 'nvidia_cufft_cu12-11.4.1.4-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl';
    expect(tagsOf(two).slice(2)).toEqual(
      ['--platform', 'manylinux2014_x86_64'].concat('--platform', 'manylinux_2_17_x86_64'),
    );
  });
});

it.each([
  ['tensorflow/libtensorflow_cc.so.2', 'lib/libtensorflow_cc.so.2'],
  ['tensorflow/include/tensorflow/c/c_api.h', 'include/tensorflow/c/c_api.h'],
  ['tensorflow/include/xla/tsl/c/tsl_status.h', 'include/xla/tsl/c/tsl_status.h'],
  ['tensorflow/include/tensorflow/c/experimental/ops/nn_ops.h', null],
  ['tensorflow/include/tensorflow/core/framework/tensor.h', null],
  ['tensorflow/python/_pywrap.so', null],
  ['nvidia/cublas/lib/libcublas.so.12', 'nvidia/cublas/lib/libcublas.so.12'],
  ['nvidia/cublas/include/cublas.h', null],
])('%s of a wheel goes to %s', (name, to) => {
  expect(placeOf(name)).toBe(to);
});

describe.runIf(wheelsOf('cuda'))('an installed TensorFlow serves', () => {
  const has = (runtime, chosen = false) => ({ runtime, chosen, pins: pinsOf(runtime) });
  const here = (runtime) => () => runtime;

  it('any command, whatever its runtime', () => {
    for (const runtime of ['cpu', 'cuda']) expect(serves(has(runtime), {}, here('cuda'))).toBe(true);
    expect(serves(null, {}, here('cpu'))).toBe(false);
  });

  it('not when the pinned wheels have changed', () => {
    expect(serves({ ...has('cpu'), pins: 'older' }, {}, here('cpu'))).toBe(false);
  });

  it('the set-up when it is what this machine calls for, or what a person chose', () => {
    expect(serves(has('cpu'), { runtime: 'auto' }, here('cuda'))).toBe(false);
    expect(serves(has('cuda'), { runtime: 'auto' }, here('cuda'))).toBe(true);
    expect(serves(has('cpu', true), { runtime: 'auto' }, here('cuda'))).toBe(true);
  });

  it('a person who chooses again only if it is that one', () => {
    const again = { runtime: 'cuda', chosen: true };
    expect(serves(has('cpu', true), again, here('cuda'))).toBe(false);
    expect(serves(has('cuda', true), again, here('cuda'))).toBe(true);
  });

  it('and the npm package’s own stays until another is chosen', () => {
    const official = { runtime: 'official' };
    expect(serves(official, {}, here('cpu'))).toBe(true);
    expect(serves(official, { runtime: 'auto' }, here('cpu'))).toBe(true);
    expect(serves(official, { official: true }, here('cpu'))).toBe(true);
    expect(serves(official, { runtime: 'cpu', chosen: true }, here('cpu'))).toBe(false);
    expect(serves(has('cpu'), { official: true }, here('cpu'))).toBe(false);
  });
});
