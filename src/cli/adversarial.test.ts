import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestProject } from '../studio/project/project.fixture';
import { trainedProject } from './projects.fixture';
import { runHere } from './run-here.fixture';
import { exitCodes } from './terminal/exit-codes';

let studio: TestProject;
let runId: number;

beforeAll(async () => {
  const trained = await trainedProject('attacked', 80);
  studio = trained.studio;
  [runId] = trained.runIds;
});
afterAll(() => studio.close());

const evaluate = (...more: string[]) =>
  runHere(['--project', studio.project.folder, 'evaluate', '--run', String(runId), ...more]);
const asked = ['--adversarial', '--epsilons', '16,0,4', '--steps', '4', '--images', '40'];

interface Told {
  readonly cleanAccuracy: number;
  readonly attacks: readonly {
    attack: string;
    steps: number;
    accuracy: readonly {
      epsilon: number;
      accuracy: number;
      right: number;
      interval: { low: number; high: number };
    }[];
  }[];
}

it('says accuracies by attack and ε, with their intervals, as data', async () => {
  const { code, last } = await evaluate(...asked, '--json');
  expect(code).toBe(exitCodes.done);
  expect(last).toMatchObject({ type: 'result', run: runId, split: 'test', images: 40 });
  const { attacks, cleanAccuracy } = last as unknown as Told;
  expect(attacks.map(({ attack, steps }) => [attack, steps])).toEqual([
    ['fgsm', 1],
    ['pgd', 4],
  ]);
  for (const { accuracy } of attacks) {
    expect(accuracy.map(({ epsilon }) => epsilon)).toEqual([0, 4, 16]);
    expect(accuracy[0].accuracy).toBe(cleanAccuracy);
    expect(accuracy[2].accuracy).toBeLessThan(cleanAccuracy);
    for (const { right, accuracy: share, interval } of accuracy) {
      expect(share).toBe(right / 40);
      expect(interval.low).toBeLessThanOrEqual(share);
      expect(interval.high).toBeGreaterThanOrEqual(share);
    }
  }
});

it('says the same for people, of one attack where one is asked for', async () => {
  const { written } = await evaluate(...asked);
  expect(written).toMatch(/^ *epsilon +FGSM +95 % +PGD, 4 steps +95 %$/m);
  expect(written).toMatch(/^ *0 \(clean\) +\d+\.\d % +\d+\.\d–\d+\.\d % +\d+\.\d % +\d+\.\d–\d+\.\d %$/m);
  expect(written).toMatch(/^ *16\/255 +\d+\.\d % +/m);
  expect(written).toContain(`Run ${runId} on 40 test images`);
  const fgsm = await evaluate(...asked, '--attack', 'fgsm');
  expect(fgsm.written).toMatch(/^ *epsilon +FGSM +95 %$/m);
});

it('refuses attacks and levels that there are none of, options without it, and another split', async () => {
  const stderr: string[] = [];
  const write = process.stderr.write;
  process.stderr.write = (text: string | Uint8Array) => stderr.push(String(text)) > 0;
  try {
    for (const [options, says] of [
      [['--adversarial', '--attack', 'cw'], '"cw" is none of fgsm, pgd'],
      [['--adversarial', '--epsilons', '1,300'], '"300" is no number from 0 to 255'],
      [['--adversarial', '--epsilons', ','], 'Name at least one'],
      [['--adversarial', '--steps', '0'], 'a whole number from 1'],
      [['--epsilons', '1'], '--epsilons says something with --adversarial alone'],
      [
        ['--images', '5'],
        '--images says something with --robustness, --perturbations or --adversarial alone',
      ],
      [['--robustness', '--adversarial'], 'asked for one at a time'],
      [['--perturbations', 'tilt', '--adversarial'], 'asked for one at a time'],
      [['--adversarial', '--split', 'validation'], '--adversarial is measured on test images'],
    ] as const) {
      stderr.length = 0;
      expect((await evaluate(...options)).code).toBe(exitCodes.usage);
      expect(stderr.join('')).toContain(says);
    }
  } finally {
    process.stderr.write = write;
  }
});
