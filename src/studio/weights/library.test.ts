import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync as readdir,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { SafetensorsReader } from '../../files/safetensors/safetensors-reader';
import { SafetensorsWriter } from '../../files/safetensors/safetensors-writer';
import { convertWeights, openForeign } from './convert';
import { addWeights, findWeights, inspectFile, listWeights, readyWeights, removeWeights } from './library';
import type { WeightsPlaces } from './places';
import { type TimmTensors, timmTensors, writeTensors } from './timm-file.fixture';
import { writeTimm } from './to-timm';

const root = mkdtempSync(join(tmpdir(), 'weights-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folder: string;
let places: WeightsPlaces;
beforeEach(() => {
  folder = mkdtempSync(join(root, 'case-'));
  const place = (name: string) => join(folder, name);
  places = { added: place('added'), builtIn: place('built'), downloads: place('downloads'), packed: null };
});

const tensors = timmTensors('lite0', 3);
const name = 'tf_efficientnet_lite0.in1k';

/** Writes a file of the tensors, which a test may change first. */
function file(
  called = 'efficientnet_lite0.ra_in1k.safetensors',
  change: (all: TimmTensors) => void = () => {},
) {
  const all: TimmTensors = new Map(tensors);
  change(all);
  const path = join(folder, called);
  writeTensors(path, all);
  return path;
}

const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: Error & { code: string }) => thrown,
  );
  return error ? { code: error.code, message: error.message } : null;
};

describe('weights from a file', () => {
  it('come in with our layouts and a card, and go out again as they were', async () => {
    const path = file();
    const before = readFileSync(path);
    const { card, isNew } = await addWeights(path, {}, places);
    expect(isNew).toBe(true);
    expect(card).toMatchObject({
      name: 'efficientnet_lite0.ra_in1k',
      arch: 'lite0',
      imageSize: 224,
      padding: 'symmetric',
      batchNormEpsilon: 1e-5,
      mean: [0.485, 0.456, 0.406],
      classes: 3,
    });
    const ours = findWeights(card.name, places).file as string;
    SafetensorsReader.with(ours, (reader) => {
      const theirs = (each: string) => tensors.get(each)?.data as Float32Array;
      // [output 1280, input 320] of a 1x1 convolution, [channel, height, width] of a depthwise 3x3 one.
      expect(reader.read('conv_head.weight')[7 * 1280 + 11]).toBe(theirs('conv_head.weight')[11 * 320 + 7]);
      const depthwise = 'blocks.0.0.conv_dw.weight';
      expect(reader.place(depthwise).shape).toEqual([3, 3, 32, 1]);
      expect(reader.read(depthwise)[(2 * 3 + 1) * 32 + 9]).toBe(theirs(depthwise)[(9 * 3 + 2) * 3 + 1]);
      expect(reader.read('classifier.weight')[5 * 3 + 2]).toBe(theirs('classifier.weight')[2 * 1280 + 5]);
    });
    const back = join(folder, 'back.safetensors');
    writeTimm(ours, card, back);
    SafetensorsReader.with(back, (reader) => {
      expect([...reader.tensors.keys()].sort()).toEqual([...tensors.keys()].sort());
      for (const [each, { shape, data }] of tensors) {
        expect(reader.place(each).shape, each).toEqual(shape);
        expect(Buffer.compare(Buffer.from(reader.read(each).buffer), Buffer.from(data.buffer)), each).toBe(0);
      }
    });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('are listed after the built-in ones, taken once, and forgotten when asked', async () => {
    const path = file();
    await addWeights(path, {}, places);
    expect((await addWeights(path, {}, places)).isNew).toBe(false);
    expect(listWeights(places).map(({ card, origin }) => [card.name, origin])).toEqual([
      [name, 'built-in'],
      ['tf_efficientnet_lite1.in1k', 'built-in'],
      ['tf_efficientnet_lite2.in1k', 'built-in'],
      ['efficientnet_lite0.ra_in1k', 'added'],
    ]);
    const other = file('other.safetensors', (all) =>
      all.set('bn1.bias', { shape: [32], data: new Float32Array(32) }),
    );
    expect(await refusal(addWeights(other, { as: 'efficientnet_lite0.ra_in1k' }, places))).toMatchObject({
      code: 'weights-taken',
    });
    removeWeights('efficientnet_lite0.ra_in1k', places);
    expect(listWeights(places)).toHaveLength(3);
    expect(() => removeWeights(name, places)).toThrow(/come with the studio/);
    expect(() => findWeights('nothing', places)).toThrow(/There are no weights "nothing"/);
  });

  it('take their name from what a person says, a config.json, the file or its folder, in this order', async () => {
    const path = file('model.safetensors');
    expect(await refusal(inspectFile(path))).toMatchObject({
      code: 'weights-nameless',
      message: expect.stringMatching(/fits lite0.*tf_efficientnet_lite0\.in1k/),
    });
    mkdirSync(join(folder, name));
    const inside = file(join(name, 'model.safetensors'));
    expect((await inspectFile(inside)).padding).toBe('same');
    writeFileSync(
      join(folder, name, 'config.json'),
      JSON.stringify({
        architecture: 'efficientnet_lite0',
        pretrained_cfg: { tag: 'ra_in1k', mean: [0.1, 0.2, 0.3], input_size: [3, 192, 192] },
      }),
    );
    expect(await inspectFile(inside)).toMatchObject({
      name: 'efficientnet_lite0.ra_in1k',
      padding: 'symmetric',
      mean: [0.1, 0.2, 0.3],
      imageSize: 192,
    });
    const asked = { as: name, given: { mean: [0.4, 0.4, 0.4] as [number, number, number] } };
    expect(await inspectFile(inside, asked)).toMatchObject({ name, padding: 'same', mean: [0.4, 0.4, 0.4] });
  });

  it('of grey images see a grey image in colour as before', async () => {
    const grey = timmTensors('lite0', 3, 1);
    const path = join(folder, `${name}.safetensors`);
    writeTensors(path, grey);
    const { card } = await addWeights(path, { name: 'grey' }, places);
    SafetensorsReader.with(findWeights(card.name, places).file as string, (reader) => {
      const [kernel, theirs] = [
        reader.read('conv_stem.weight'),
        grey.get('conv_stem.weight')?.data as Float32Array,
      ];
      // [3, 3, 3 colours, 32] from [32, 1, 3, 3].
      for (let output = 0; output < 32; output++)
        for (let at = 0; at < 9; at++) {
          const colours = [0, 1, 2].map((colour) => kernel[(at * 3 + colour) * 32 + output] as number);
          expect(colours.reduce((a, b) => a + b)).toBeCloseTo(theirs[output * 9 + at], 6);
        }
    });
  });
});

it('a file of another library comes in with its card; one of a run does not', async () => {
  const there: WeightsPlaces = { ...places, added: join(folder, 'there') };
  const { card } = await addWeights(file(), { given: { licence: 'CC0-1.0' } }, there);
  const path = findWeights(card.name, there).file as string;
  expect(await addWeights(path, {}, places)).toEqual({ card, isNew: true });
  const [first, second] = [there, places].map((each) =>
    readFileSync(findWeights(card.name, each).file as string),
  );
  expect(second.equals(first)).toBe(true);

  const run = join(folder, 'weights.safetensors');
  const writer = new SafetensorsWriter(run, [], { weightsHash: 'x', model: '{}' });
  writer.commit();
  expect(await refusal(addWeights(run, {}, places))).toMatchObject({ code: 'weights-of-run' });
});

it('weights are converted a tensor at a time, and what else waits is done between', async () => {
  const foreign = await openForeign(file());
  const card = await inspectFile(foreign.path);
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  const controller = new AbortController();
  const told: number[] = [];
  const target = join(folder, 'target.safetensors');
  await convertWeights(foreign, card, target, (share) => told.push(share));
  clearInterval(timer);
  foreign.close();
  expect(turns).toBeGreaterThan(5);
  expect(told.at(-1)).toBe(1);

  const again = await openForeign(foreign.path);
  setTimeout(() => controller.abort(), 1);
  const stopped = convertWeights(again, card, join(folder, 'stopped'), undefined, controller.signal);
  await expect(stopped).rejects.toThrow(/abort/i);
  again.close();
  expect(readdir(folder).filter((each) => each.includes('stopped'))).toEqual([]);
});

describe('a file is refused in words', () => {
  const cases: [string, (path: string) => void, ((all: TimmTensors) => void) | undefined, RegExp][] = [
    [
      'weights-half',
      () => {},
      (all) => all.delete('bn2.bias'),
      /lacks 1 of 247 tensors, starting with "bn2\.bias"/,
    ],
    ['weights-other-model', () => {}, (all) => all.delete('conv_stem.weight'), /no "conv_stem\.weight"/],
    [
      'weights-not-finite',
      () => {},
      (all) => all.set('bn2.bias', { shape: [1280], data: new Float32Array(1280).fill(Number.NaN, 7) }),
      /"bn2\.bias" in .* \(NaN\)/,
    ],
    [
      'weights-not-finite',
      () => {},
      (all) => all.set('bn2.running_var', { shape: [1280], data: new Float32Array(1280).fill(-1) }),
      /"bn2\.running_var" in .* \(-1\)/,
    ],
    ['weights-unreadable', (path) => truncateSync(path, 1_000_000), undefined, /cut short/],
    [
      'weights-kind',
      (path) => writeFileSync(path, 'no weights at all'),
      undefined,
      /neither a safetensors nor/,
    ],
    ['weights-kind', (path) => writeFileSync(path, ''), undefined, /neither a safetensors nor/],
  ];
  it.each(cases)('%s', async (code, damage, change, words) => {
    const path = file(undefined, change);
    damage(path);
    expect(await refusal(addWeights(path, {}, places))).toEqual({
      code,
      message: expect.stringMatching(words),
    });
    expect(listWeights(places)).toHaveLength(3);
    expect(existsSync(places.added) ? readdir(places.added) : []).toEqual([]);
  });

  it('by a name of another model, of none, or with facts that cannot be', async () => {
    const path = file();
    expect(await refusal(inspectFile(path, { as: 'tf_efficientnet_b0.ns_jft_in1k' }))).toMatchObject({
      code: 'weights-name-differs',
      message: expect.stringMatching(/belongs to b0, but the file holds lite0/),
    });
    expect(await refusal(inspectFile(path, { as: 'resnet50' }))).toMatchObject({
      code: 'weights-name-unknown',
    });
    expect(await refusal(inspectFile(path, { name: '../x' }))).toMatchObject({ code: 'weights-facts' });
    expect(await refusal(inspectFile(join(folder, 'not there')))).toMatchObject({
      code: 'weights-unreadable',
    });
  });
});

it('a damaged file of the library is named, and not taken for one that is not there', async () => {
  await addWeights(file(), {}, places);
  const stored = findWeights('efficientnet_lite0.ra_in1k', places).file as string;
  truncateSync(stored, 5000);
  expect(await refusal(readyWeights('efficientnet_lite0.ra_in1k', {}, places))).toMatchObject({
    code: 'weights-unreadable',
  });
});
