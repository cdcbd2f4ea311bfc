import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { encoderArch } from '../../core/encoder/card';
import {
  floats,
  type TinyEncoder,
  writeDivided,
  writeTinyEncoder,
} from '../../engine/export/onnx/tiny-encoder.fixture';
import { hashFile } from '../../files/reading/file-hash';
import { addModel, findEncoder, inspectModel, listModels, removeModel } from './models';
import type { WeightsPlaces } from './places';
import { timmTensors, writeTensors } from './timm-file.fixture';

const folder = mkdtempSync(join(tmpdir(), 'encoders-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let places: WeightsPlaces;
let file: string;
beforeEach(() => {
  const own = mkdtempSync(join(folder, 'case-'));
  const place = (name: string) => join(own, name);
  places = { added: place('added'), builtIn: place('cache'), downloads: place('downloads'), packed: null };
  file = join(own, 'tiny.onnx');
});

const given = { mean: [0.5, 0.5, 0.5] as const, std: [0.25, 0.25, 0.25] as const };
const scaling = { mean: [...given.mean], std: [...given.std] } as {
  mean: [number, number, number];
  std: [number, number, number];
};
const looked = (encoder: TinyEncoder, said: object = {}) => {
  writeTinyEncoder(file, encoder);
  return inspectModel(file, { given: { ...scaling, ...said } });
};

describe('an ONNX encoder', () => {
  it('is taken into the library whole, with a card of what it is and what it takes', async () => {
    writeTinyEncoder(file);
    const { card, isNew } = await addModel(file, { given: { ...scaling, licence: 'MIT' } }, places);
    expect(isNew).toBe(true);
    expect(card).toMatchObject({
      ...{ name: 'tiny', arch: encoderArch, imageSize: 16, anySize: false, features: 8, parameters: 384 },
      ...{ ...scaling, licence: 'MIT', source: file, sha256: await hashFile(file) },
      input: { name: 'images', element: 'float32', layout: 'channels-first', batch: null },
      output: { name: 'features', element: 'float32', pooling: 'all' },
    });
    if (card.arch !== encoderArch) throw new Error('It is an encoder.');
    expect(card.memory.fixed).toBeGreaterThan(2 ** 20);
    expect(card.memory.fixed).toBeLessThan(2 ** 28);
    const found = findEncoder('tiny', places);
    expect(readFileSync(found.files[0])).toEqual(readFileSync(file));
    expect(listModels(places).at(-1)).toMatchObject({
      card: { name: 'tiny' },
      origin: 'added',
      isHere: true,
    });
    expect(readdirSync(places.added)).toEqual(['tiny.encoder']);

    // Adding the same encoder again does not make a new one; adding another with the same name is refused.
    expect(await addModel(file, { given: scaling }, places)).toMatchObject({ isNew: false });
    writeTinyEncoder(file, { seed: 2 });
    await expect(addModel(file, { given: scaling }, places)).rejects.toMatchObject({ code: 'weights-taken' });
    await addModel(file, { given: scaling, name: 'other' }, places);
    removeModel('tiny', places);
    expect(listModels(places).map(({ card: { name } }) => name)).not.toContain('tiny');
    expect(() => findEncoder('tiny', places)).toThrow(/There are no weights "tiny"/);
    expect(findEncoder('other', places).card.features).toBe(8);
  });

  it('may not have the name of weights, nor weights the name of an encoder that is asked for', async () => {
    writeTinyEncoder(file);
    const name = 'tf_efficientnet_lite0.in1k';
    await expect(addModel(file, { given: scaling, name }, places)).rejects.toMatchObject({
      code: 'weights-taken',
    });
    await addModel(file, { given: scaling }, places);
    const weights = join(folder, 'efficientnet_lite0.ra_in1k.safetensors');
    writeTensors(weights, timmTensors('lite0', 5));
    await expect(addModel(weights, { name: 'tiny' }, places)).rejects.toMatchObject({
      code: 'weights-taken',
    });
    expect(() => findEncoder(name, places)).toThrow(/are for lite0, but the model is encoder/);
  });

  it('is run in the ways that exporters have: tokens, maps, bytes, other sizes, one image at a time', async () => {
    const tokens = await looked({
      after: (graph, flat) => {
        graph.initializer(shapeOf('tokens', [-1, 4, 2]));
        return graph.node('Reshape', [flat, 'tokens'], {}, 'features');
      },
      outputs: { features: ['batch', 4, 2] },
    });
    expect(tokens).toMatchObject({ features: 2, output: { pooling: 'first-token' } });

    const map = await looked({ after: () => '', outputs: { convolved: ['batch', 8, 4, 4] } });
    expect(map).toMatchObject({ features: 8, output: { name: 'convolved', pooling: 'mean-place' } });

    const bytes = await looked(
      {
        shape: ['batch', 16, 16, 3],
        element: 'uint8',
        before: (graph, images) => {
          graph.node('Cast', [images], { to: 1 }, 'cast');
          return graph.node('Transpose', ['cast'], { perm: [0, 3, 1, 2] }, 'planes');
        },
      },
      { mean: undefined, std: undefined },
    );
    expect(bytes).toMatchObject({ input: { element: 'uint8', layout: 'channels-last' }, mean: [0, 0, 0] });

    const open = await looked({ shape: ['batch', 3, 'height', 'width'] }, { imageSize: 24 });
    expect(open).toMatchObject({ imageSize: 24, anySize: true });

    // The graph claims to take any number of images, but a shape inside was fixed for one.
    const single = await looked({
      after: (graph, flat) => {
        graph.initializer(shapeOf('one', [1, 8]));
        return graph.node('Reshape', [flat, 'one'], {}, 'features');
      },
    });
    expect(single).toMatchObject({ input: { batch: 1 } });
  });

  const shapeOf = (name: string, shape: readonly number[]) => {
    const values = new Int32Array(shape.flatMap((each) => [each, each < 0 ? -1 : 0]));
    const bytes = new Uint8Array(values.buffer);
    return {
      ...{ name, shape: [shape.length], element: 'int64' as const },
      bytes: { length: bytes.length, make: () => bytes },
    };
  };

  it.each<[string, string, TinyEncoder, RegExp]>([
    [
      'an operator that the runtime does not know',
      'encoder-operator',
      {
        more: (graph) => graph.node('DreamOn', ['features'], {}, 'dreams'),
        outputs: { dreams: ['batch', 8] },
      },
      /onnxruntime 1\.\d+\.\d+ does not know the operator .*DreamOn/,
    ],
    [
      'numbers that are none',
      'encoder-not-finite',
      {
        after: (graph, flat) => {
          floats(graph, 'nothing', [1], new Float32Array(1));
          return graph.node('Div', [flat, 'nothing'], {}, 'features');
        },
      },
      /not numbers/,
    ],
    [
      'a network that still drops what it sees',
      'encoder-unsteady',
      {
        after: (graph, flat) => {
          graph.node('RandomNormalLike', [flat], {}, 'noise');
          return graph.node('Add', [flat, 'noise'], {}, 'features');
        },
      },
      /model\.eval\(\)/,
    ],
    [
      'one number for each image',
      'encoder-shape',
      {
        after: (graph, flat) => graph.node('ReduceMax', [flat], { axes: [1], keepdims: 1 }, 'features'),
        outputs: { features: ['batch', 1] },
      },
      /not have a row of features/,
    ],
    [
      'shapes that do not go together',
      'encoder-refused',
      {
        after: (graph, flat) => {
          floats(graph, 'five', [5], new Float32Array(5));
          return graph.node('Add', [flat, 'five'], {}, 'features');
        },
      },
      /cannot run the model/,
    ],
    [
      'several outputs',
      'encoder-outputs',
      { outputs: { features: ['batch', 8], active: ['batch', 8, 4, 4] } },
      /--output/,
    ],
  ])('with %s is refused in words', async (_, code, encoder, sentence) => {
    const refused = looked(encoder);
    await expect(refused).rejects.toMatchObject({ code });
    await expect(refused).rejects.toThrow(sentence);
  });

  it('is refused where its numbers lie in a file that is not there, or outside its folder', async () => {
    writeDivided(file, 'tiny.onnx.data');
    await expect(inspectModel(file, { given: scaling })).rejects.toThrow(
      /numbers in tiny\.onnx\.data, which is not beside/,
    );
    for (const outside of ['../secret', '/etc/passwd', 'a/../../b']) {
      writeDivided(file, outside);
      await expect(inspectModel(file, { given: scaling })).rejects.toMatchObject({
        code: 'encoder-external-outside',
      });
    }
  });

  it('that is half a file, or none, is refused, and nothing of it stays in the library', async () => {
    writeTinyEncoder(file);
    const whole = readFileSync(file);
    for (const bytes of [
      whole.subarray(0, whole.length / 2),
      Buffer.alloc(0),
      Buffer.from('<html>not found</html>'),
    ]) {
      writeFileSync(file, bytes);
      await expect(addModel(file, { given: scaling }, places)).rejects.toMatchObject({
        code: 'encoder-unreadable',
      });
    }
    expect(existsSync(places.added)).toBe(false);
  });

  it('is left out of the list where its folder is damaged, and weights beside it are not', async () => {
    writeTinyEncoder(file);
    await addModel(file, { given: scaling }, places);
    mkdirSync(join(places.added, 'other.encoder'));
    writeFileSync(join(places.added, 'other.encoder', 'card.json'), '{');
    expect(listModels(places).map(({ card }) => card.name)).toContain('tiny');
    expect(listModels(places).map(({ card }) => card.name)).not.toContain('other');
  });
});
