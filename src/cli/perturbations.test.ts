import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestProject } from '../studio/project/project.fixture';
import { trainedProject } from './projects.fixture';
import { runHere } from './run-here.fixture';
import { exitCodes } from './terminal/exit-codes';

let studio: TestProject;
let ids: number[];

beforeAll(async () => {
  const trained = await trainedProject('restless', 40);
  studio = trained.studio;
  ids = trained.runIds;
});
afterAll(() => studio.close());

const evaluate = (...more: string[]) =>
  runHere(['--project', studio.project.folder, 'evaluate', '--run', String(ids[1]), ...more]);

interface Told {
  readonly meanFlipProbability: number;
  readonly perturbations: readonly { name: string; flipProbability: number; flipRate: number | null }[];
  readonly baseline: { run: number; mfr: number; perturbations: number; meanFlipProbability: number };
}

const asked = ['--perturbations', 'scale,gaussian-noise', '--images', '20'];

it('says flip probabilities by perturbation, and flip rates beside a baseline, as data', async () => {
  const { code, last } = await evaluate(...asked, '--baseline', String(ids[0]), '--json');
  expect(code).toBe(exitCodes.done);
  expect(last).toMatchObject({ type: 'result', run: ids[1], split: 'test', images: 20, whole: false });
  const { perturbations, baseline, meanFlipProbability } = last as unknown as Told;
  expect(perturbations.map(({ name }) => name)).toEqual(['gaussian-noise', 'scale']);
  const [noise, scale] = perturbations;
  expect(meanFlipProbability).toBeCloseTo((noise.flipProbability + scale.flipProbability) / 2, 12);
  expect(baseline).toMatchObject({ run: ids[0] });
  expect(baseline.meanFlipProbability).toBeGreaterThan(0);
  const rates = [noise.flipRate, scale.flipRate].filter((rate) => rate !== null);
  expect(baseline.perturbations).toBe(rates.length);
  expect(baseline.mfr).toBeCloseTo(rates.reduce((sum, rate) => sum + rate, 0) / rates.length, 12);
});

it('says the same for people, and that it is not the whole benchmark', async () => {
  const { written } = await evaluate(...asked, '--baseline', String(ids[0]));
  expect(written).toMatch(/^perturbation +FP.* +FR$/m);
  expect(written).toMatch(/^Gaussian noise +\d+\.\d % +/m);
  expect(written).toMatch(
    /Run \d+ on sequences of 20 test images: flip probability \d+\.\d % \(FP, mean of 2\)/,
  );
  expect(written).toMatch(/Beside run \d+: mFR \d+\.\d %/);
  expect(written).toContain('2 of the 10 perturbations were asked for');
});

it('measures all ten where none is named', async () => {
  const { last } = await evaluate('--perturbations', '--images', '3', '--json');
  expect(last).toMatchObject({ images: 3, whole: true });
});

it('refuses names that there are none of, and another split', async () => {
  const stderr: string[] = [];
  const write = process.stderr.write;
  process.stderr.write = (text: string | Uint8Array) => stderr.push(String(text)) > 0;
  try {
    for (const [options, says] of [
      [['--perturbations', 'tlit'], '"tlit" is none of gaussian-noise, shot-noise'],
      [['--perturbations', '--split', 'validation'], '--perturbations is measured on test images'],
      [['--perturbations', '--images', '0'], 'a whole number from 1'],
      [['--perturbations', '--robustness'], 'asked for one at a time'],
    ] as const) {
      stderr.length = 0;
      expect((await evaluate(...options)).code).toBe(exitCodes.usage);
      expect(stderr.join('')).toContain(says);
    }
  } finally {
    process.stderr.write = write;
  }
});
