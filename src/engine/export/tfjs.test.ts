import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { architecture } from '../../core/network/arch';
import { tinyNetworks } from '../models/tiny.fixture';
import { classNames, predicted, someModel, somePixels, worst } from './exported.fixture';
import { writeTfjs } from './tfjs';

const folder = mkdtempSync(join(tmpdir(), 'tfjs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const peer = fileURLToPath(new URL('../../../scripts/verify/tfjs-peer.mjs', import.meta.url));

const networks = [
  { name: 'b0', arch: architecture('b0'), size: 64 },
  { name: 'lite0', arch: architecture('lite0'), size: 65 },
  { name: 'v2-b0', arch: architecture('v2-b0'), size: 64 },
  { name: 'small', arch: architecture('small', { smallInput: true }), size: 28 },
  ...Object.entries(tinyNetworks).map(([name, arch]) => ({ name, arch, size: 17 })),
].map((network) => ({ ...network, model: someModel(network.arch, network.size) }));

describe('writeTfjs', () => {
  it("gives the engine's logits, features and any batch in TensorFlow.js on its own backend", () => {
    const work = networks.flatMap(({ name, size, model }) => {
      writeTfjs(join(folder, name), model);
      return [1, 2].map((images) => {
        const pixels = somePixels(images, size);
        const [file, out] = ['u8', 'f32'].map((ending) => join(folder, `${name} ${images}.${ending}`));
        writeFileSync(file, pixels);
        return { folder: join(folder, name), pixels: file, images, size, out, given: pixels, model, name };
      });
    });
    const run = spawnSync(
      process.execPath,
      [peer, JSON.stringify(work.map(({ model: _, given: __, ...rest }) => rest))],
      {
        encoding: 'utf8',
      },
    );
    expect(run.status, run.stderr).toBe(0);
    for (const { model, given, images, out, name } of work) {
      const { logits, features } = predicted(model, given);
      const bytes = new Uint8Array(readFileSync(out));
      const values = new Float32Array(bytes.buffer);
      const expected = Float32Array.of(...logits, ...features);
      expect(Math.max(...logits.map(Math.abs)), name).toBeGreaterThan(0.05);
      expect(worst(expected, values.subarray(0, expected.length)), name).toBeLessThan(1e-4);
      const probabilities = values.subarray(expected.length);
      expect(probabilities.length).toBe(images * classNames.length);
      expect(probabilities.reduce((sum, share) => sum + share, 0)).toBeCloseTo(images, 4);
    }
  });

  it('cuts the weights into pieces of 4 MiB, the classes beside them, and overwrites nothing', () => {
    const target = join(folder, 'b0');
    const shards = readdirSync(target).filter((name) => name.endsWith('.bin'));
    expect(shards.length).toBeGreaterThan(3);
    const sizes = shards.map((name) => statSync(join(target, name)).size).sort((a, b) => b - a);
    for (const size of sizes.slice(0, -1)) expect(size).toBe(4 * 2 ** 20);
    expect(JSON.parse(readFileSync(join(target, 'labels.json'), 'utf8'))).toEqual(classNames);
    expect(() => writeTfjs(target, networks[3].model)).toThrow(/overwrites nothing/);
  });
});
