import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Random } from '../core/numbers/random';
import { readCheckpoint } from '../files/safetensors/safetensors';
import { addWeights } from '../studio/weights/library';
import { seeingTensors, writeTensors } from '../studio/weights/timm-file.fixture';
import { runHere } from './run-here.fixture';

const folder = mkdtempSync(join(tmpdir(), 'photos-command-'));
const project = join(folder, 'project');
const weights = 'efficientnet_lite0.ra_in1k';
const colours = { apple: [200, 40, 40], leaf: [40, 180, 60], sky: [60, 90, 220] } as const;

/** A photograph of one colour, with random light and grain. */
async function photograph(file: string, colour: readonly number[], seed: number): Promise<void> {
  const random = new Random(seed);
  const small = Buffer.from(
    Uint8Array.from({ length: 8 * 6 * 3 }, (_, i) => Math.min(255, colour[i % 3] * (0.5 + random.next()))),
  );
  await sharp(small, { raw: { width: 8, height: 6, channels: 3 } })
    .resize(160, 120, { kernel: 'cubic' })
    .jpeg({ quality: 92 })
    .toFile(file);
}

beforeAll(async () => {
  vi.stubEnv('XDG_DATA_HOME', join(folder, 'data'));
  const file = join(folder, `${weights}.safetensors`);
  writeTensors(file, seeingTensors('lite0', 7));
  await addWeights(file);
  let seed = 0;
  for (const [name, colour] of Object.entries(colours)) {
    mkdirSync(join(folder, 'photos', name), { recursive: true });
    for (let i = 0; i < 30; i++) await photograph(join(folder, 'photos', name, `${i}.jpg`), colour, seed++);
  }
  mkdirSync(join(folder, 'pool'));
  const others = { ...colours, nothing: [128, 128, 128] };
  for (const [name, colour] of Object.entries(others))
    for (let i = 0; i < 8; i++) await photograph(join(folder, 'pool', `${name}-${i}.jpg`), colour, seed++);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const models = ['teacher', 'students.0', 'students.1'].flatMap((model) => [
  ...['--set', `${model}.arch=lite0`, '--set', `${model}.weights=${weights}`],
]);
const short = [
  ...['--set', 'iterations=1', '--set', 'imageSize=64', '--set', 'inferenceBatch=64'],
  ...['--set', 'training.teacherLength.amount=6', '--set', 'training.studentLength.amount=6'],
];

it('goes from a folder of photographs to a student with pretrained weights, by the recipe that suits, in under 4 minutes', async () => {
  const began = performance.now();
  await runHere(['--json', 'init', project]);
  const on = (...args: string[]) => runHere(['-p', project, '--json', ...args]);
  await on('import', join(folder, 'photos'), '--kind', 'folder-per-class');
  await on('split', '--test', '0.3');
  expect((await on('import', join(folder, 'pool'), '--split', 'unlabelled')).code).toBe(0);
  const { code, written, last } = await on('run', ...models, ...short);
  expect(code, written.slice(-2000)).toBe(0);
  // The test assumes a machine without a GPU for TensorFlow.
  expect(written).toContain('"code":"recipe-for-photos-cpu"');
  const trained = last.models as {
    name: { code: string };
    state: string;
    testAccuracy: number;
    runId: number;
  }[];
  expect(trained.map(({ name, state }) => [name.code, state])).toEqual([
    ['probe', 'done'],
    ['teacher', 'done'],
    ['student', 'done'],
  ]);
  // Even features of an untrained network distinguish colours.
  expect(trained[0].testAccuracy).toBeGreaterThan(0.8);
  const student = join(project, 'runs', String(trained[2].runId));
  const { metadata } = readCheckpoint(join(student, 'inputs.safetensors'));
  expect(JSON.parse(metadata.spec)).toMatchObject({ initialWeights: join('start', 'weights.safetensors') });
  expect(existsSync(join(student, 'start', 'weights.safetensors'))).toBe(true);
  expect((performance.now() - began) / 1000).toBeLessThan(240);
});
