import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { meanBrightness } from '../data/cache/brightness';
import { decodeImage } from '../data/decode/pixels/decode';
import { openProject } from '../studio/project/folder/project';
import type { TestProject } from '../studio/project/project.fixture';
import { trainedProject } from './projects.fixture';
import { runHere } from './run-here.fixture';
import { exitCodes } from './terminal/exit-codes';

let studio: TestProject;
let runId: number;

beforeAll(async () => {
  const trained = await trainedProject('slices', 40);
  studio = trained.studio;
  [runId] = trained.runIds;
});
afterAll(() => studio.close());

const evaluate = (...more: string[]) =>
  runHere(['--project', studio.project.folder, 'evaluate', '--run', String(runId), ...more]);

interface Told {
  readonly images: number;
  readonly right: number;
  readonly slices: readonly {
    slicing: string;
    name: string;
    images: number;
    right: number;
    accuracy: number;
    low: number;
    high: number;
    verdict: string;
  }[];
}

it('says the accuracy of every slice of what was measured, without measuring again', async () => {
  const { code, last } = await evaluate('--slices', '--json');
  expect(code).toBe(exitCodes.done);
  const { images, right, slices } = last as unknown as Told;
  const project = openProject(studio.project.folder);
  const [evaluation, ...others] = project.catalog.evaluations
    .list(runId)
    .filter(({ split }) => split === 'test');
  const predictions = project.catalog.evaluations.predictions(evaluation.id);
  const files = new Map(
    project.catalog.images
      .byIds(predictions.map(({ imageId }) => imageId))
      .map((each) => [each.id, each.file]),
  );
  project.close();
  expect(others).toEqual([]);
  expect([images, right / images]).toEqual([50, evaluation.metrics.values.accuracy]);
  const of = (slicing: string) => slices.filter((each) => each.slicing === slicing);
  // Every image has a class and a brightness; all come from one folder and have one size.
  for (const slicing of ['class', 'brightness']) {
    expect(of(slicing).length).toBeGreaterThan(1);
    expect(of(slicing).reduce((sum, each) => sum + each.right, 0)).toBe(right);
  }
  expect([...of('source'), ...of('size'), ...of('group')]).toEqual([]);
  for (const { accuracy, low, high } of slices) {
    expect(low).toBeLessThanOrEqual(accuracy);
    expect(high).toBeGreaterThanOrEqual(accuracy);
  }
  const brightness = await Promise.all(
    [...files.values()].map(async (file) => meanBrightness(await decodeImage(file, 28))),
  );
  const darkest = (100 * Math.min(...brightness)).toFixed(1);
  expect(of('brightness').some(({ name }) => name.startsWith(`${darkest}–`))).toBe(true);
});

it('says the same for people and in a file', async () => {
  const file = join(studio.folder, 'slices.csv');
  const { written } = await evaluate('--slices', '--csv', file);
  expect(written).toMatch(/^by +slice +images +accuracy +95 % interval +points +against the others$/m);
  expect(written).toMatch(
    /^Class +\S.* 5 +\d+\.\d % +\d+\.\d–\d+\.\d % +[+−]\d+\.\d +(weaker|within noise|stronger)$/m,
  );
  expect(written).toMatch(/Run \d+ on 50 test images: accuracy \d+\.\d %/);
  expect(written).toContain('the test corrects for their number');
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  expect(head).toBe('slicing,slice,images,right,accuracy,low,high,p,verdict');
  expect(lines.filter((line) => line.startsWith('class,'))).toHaveLength(10);
});

it('cuts by tags, which share their images with other slices', async () => {
  const slicesNow = async () => ((await evaluate('--slices', '--json')).last as unknown as Told).slices;
  const weakest = (await slicesNow()).find(({ slicing }) => slicing === 'class');
  const tag = ['tag', '--split', 'test', '--class', String(weakest?.name), '--add', 'night'];
  expect((await runHere(['--project', studio.project.folder, ...tag])).code).toBe(exitCodes.done);
  const tagged = (await slicesNow()).filter(({ slicing }) => slicing === 'tag');
  expect(tagged).toMatchObject([{ name: 'night', images: weakest?.images, right: weakest?.right }]);
});

it('refuses what cannot be asked for', async () => {
  for (const argv of [
    ['--csv', 'slices.csv'],
    ['--slices', '--robustness'],
    ['--slices', '--sets'],
  ])
    expect((await evaluate(...argv)).code).toBe(exitCodes.usage);
});
