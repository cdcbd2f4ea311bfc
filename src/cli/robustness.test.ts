import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestProject } from '../studio/project/project.fixture';
import { trainedProject } from './projects.fixture';
import { runHere } from './run-here.fixture';
import { exitCodes } from './terminal/exit-codes';

let studio: TestProject;
let ids: number[];

beforeAll(async () => {
  const trained = await trainedProject('robust', 40);
  studio = trained.studio;
  ids = trained.runIds;
});
afterAll(() => studio.close());

const evaluate = (...more: string[]) =>
  runHere(['--project', studio.project.folder, 'evaluate', '--run', String(ids[1]), ...more]);

interface Told {
  readonly cleanAccuracy: number;
  readonly meanAccuracy: number;
  readonly wholeCorruptions: number;
  readonly corruptions: readonly {
    name: string;
    extra: boolean;
    accuracy: Record<string, number>;
    error: Record<string, number>;
    meanError: number;
    ce: number | null;
  }[];
  readonly baseline: { run: number; mce: number; corruptions: number };
}

const asked = ['--robustness', '--corruptions', 'snow,fog,saturate', '--severities', '1,4'];

it('says accuracies by corruption and severity, and the corruption error beside a baseline, as data', async () => {
  const { code, last } = await evaluate(...asked, '--baseline', String(ids[0]), '--json');
  expect(code).toBe(exitCodes.done);
  expect(last).toMatchObject({ type: 'result', run: ids[1], split: 'test', images: 50, wholeCorruptions: 0 });
  const { corruptions, baseline, meanAccuracy } = last as unknown as Told;
  expect(corruptions.map(({ name, extra }) => [name, extra])).toEqual([
    ['snow', false],
    ['fog', false],
    ['saturate', true],
  ]);
  const [snow, fog] = corruptions;
  expect(Object.keys(snow.accuracy)).toEqual(['1', '4']);
  expect(snow.error['4']).toBeCloseTo(1 - snow.accuracy['4'], 12);
  expect(meanAccuracy).toBeCloseTo(1 - (snow.meanError + fog.meanError) / 2, 12);
  expect(baseline).toMatchObject({ run: ids[0], corruptions: 2 });
  expect(baseline.mce).toBeCloseTo(((snow.ce as number) + (fog.ce as number)) / 2, 12);
});

it('says the same for people, and that it is not the whole benchmark', async () => {
  const { written } = await evaluate(...asked, '--baseline', String(ids[0]));
  expect(written).toMatch(/^corruption +1 +4 +mean +CE$/m);
  expect(written).toMatch(/^Snow +\d+\.\d % +\d+\.\d % +\d+\.\d % +\d+\.\d %$/m);
  expect(written).toMatch(/^Saturation \* +/m);
  expect(written).toMatch(
    /Run \d+ on 50 test images: accuracy \d+\.\d % clean, \d+\.\d % under corruption \(mean of 2\)/,
  );
  expect(written).toMatch(/Beside run \d+: mCE \d+\.\d %/);
  expect(written).toContain('Not all 15 corruptions');
});

it('refuses names and levels that there are none of, options without it, and another split', async () => {
  const stderr: string[] = [];
  const write = process.stderr.write;
  process.stderr.write = (text: string | Uint8Array) => stderr.push(String(text)) > 0;
  try {
    for (const [options, says] of [
      [['--robustness', '--corruptions', 'fogg'], '"fogg" is none of gaussian-noise, shot-noise'],
      [['--robustness', '--severities', '6'], '"6" is none of 1, 2, 3, 4, 5'],
      [['--baseline', '1'], '--baseline says something with --robustness or --perturbations alone'],
      [['--robustness', '--split', 'validation'], 'leave --split out'],
    ] as const) {
      stderr.length = 0;
      expect((await evaluate(...options)).code).toBe(exitCodes.usage);
      expect(stderr.join('')).toContain(says);
    }
  } finally {
    process.stderr.write = write;
  }
});
