import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type ArchName, architecture } from '../../core/network/arch';
import { layoutOf } from '../../core/network/layers';
import { parametersOf } from '../../core/network/parameters';
import { fromTorch, torchShape } from '../../core/network/torch-layout';
import { recogniseTimm } from '../../core/weights/recognise';
import { readTimmName, timmNameOf } from '../../core/weights/timm-name';
import { SafetensorsReader } from '../../files/safetensors/safetensors-reader';
import { classNames, predicted, someModel, somePixels, worst } from './exported.fixture';
import { writeTimm } from './timm';

const folder = mkdtempSync(join(tmpdir(), 'timm-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('writeTimm', () => {
  it.each([
    ['tf_efficientnet_b0', 64, 1e-3],
    ['efficientnet_b0', 65, 1e-3],
    ['tf_efficientnet_lite0', 64, 1e-5],
    ['tf_efficientnetv2_b0', 64, 1e-2],
  ] as const)(
    'holds the network that timm makes of the name: %s, our epsilon at %i pixels %d',
    (name, size, epsilon) => {
      const timm = readTimmName(name);
      if (!timm) throw new Error(name);
      const arch = architecture(timm.arch, { padding: timm.padding });
      const model = { ...someModel(arch, size), batchNormEpsilon: epsilon };
      const file = join(folder, `${name}.safetensors`);
      writeTimm(file, model);
      SafetensorsReader.with(file, (reader) => {
        const specs = parametersOf(layoutOf(arch, classNames.length));
        expect(
          recogniseTimm(new Map([...reader.tensors.values()].map((each) => [each.name, [...each.shape]]))),
        ).toMatchObject({
          arch: timm.arch,
        });
        for (const spec of specs) expect(reader.place(spec.name).shape, spec.name).toEqual(torchShape(spec));
        expect(reader.metadata).toMatchObject({
          format: 'pt',
          timm_model: name,
          classes: JSON.stringify(classNames),
        });
        const weights = new Map(
          specs.map((spec) => [spec.name, fromTorch(reader.read(spec.name) as Float32Array, spec)]),
        );
        // This is what timm computes, with its own epsilon added to the variance.
        const theirs = { ...model, weights, batchNormEpsilon: timm.batchNormEpsilon };
        const pixels = somePixels(2, size);
        const [ours, given] = [predicted(model, pixels), predicted(theirs, pixels)];
        expect(Math.max(...ours.logits.map(Math.abs))).toBeGreaterThan(0.05);
        expect(worst(ours.logits, given.logits)).toBeLessThan(1e-4);
      });
    },
  );

  it('refuses networks that timm has not, in words', () => {
    const small = someModel(architecture('small'), 28);
    expect(() => writeTimm(join(folder, 'small.safetensors'), small)).toThrow(/no network like small at 28/);
    const kept = someModel(architecture('b0', { smallInput: true }), 32);
    expect(() => writeTimm(join(folder, 'b0-32.safetensors'), kept)).toThrow(/no network like b0 at 32/);
    expect(readdirSync(folder).filter((name) => /small|b0-32/.test(name))).toEqual([]);
  });

  it('overwrites nothing', () => {
    const model = someModel(architecture('b0'), 64);
    expect(() => writeTimm(join(folder, 'tf_efficientnet_b0.safetensors'), model)).toThrow(
      /overwrites nothing/,
    );
  });
});

describe('timmNameOf', () => {
  it.each([
    ['b7', 'tf_efficientnet_b7'],
    ['l2', 'tf_efficientnet_l2'],
    ['lite4', 'tf_efficientnet_lite4'],
    ['v2-b3', 'tf_efficientnetv2_b3'],
    ['v2-m', 'tf_efficientnetv2_m'],
  ] as [ArchName, string][])('%s is %s', (arch, name) => {
    expect(timmNameOf(arch, 'same')?.architecture).toBe(name);
    expect(timmNameOf(arch, 'symmetric')?.architecture).toBe(name.replace('tf_', ''));
  });

  it('is null for a model of our own', () => expect(timmNameOf('small', 'same')).toBeNull());
});
