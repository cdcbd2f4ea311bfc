import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests of what the whole machine has free, or of how soon something happens: what ran beside them would count. */
const alone = [
  'src/runner/memory/fit.test.ts',
  'src/studio/method/start/measure-recipe.test.ts',
  'src/studio/project/{engine/engine-limit,engine/engine-orphan,context/out-of-memory}.test.ts',
];

/** The longest files of their suites, longest first: begun last, one of them would go on where the other processor has nothing to do. */
const longest = [
  'src/core/corruptions/corruptions.test.ts',
  'src/core/perturbations/perturbations.test.ts',
  'scripts/check.test.mjs',
  'src/data/augment/crops/golden-crops.test.ts',
  'src/catalog/views/picture-columns.test.ts',
  'src/catalog/images/leak-rule.test.ts',
  'src/studio/study/ready-made.test.ts',
  'src/studio/method/loop/kill.test.ts',
  'src/studio/study/kill.test.ts',
  'src/runner/memory/memory-estimate.test.ts',
  'src/runner/extend.test.ts',
  'src/runner/training/resume-parts.test.ts',
  'src/studio/method/loop/in-turn.test.ts',
  'src/cli/compare.test.ts',
  'src/studio/method/loop/disk-full.test.ts',
  'src/studio/method/loop/loop.test.ts',
  'src/studio/method/measuring/attack.test.ts',
  'src/cli/memory-limit.test.ts',
  'src/engine/training/memory.test.ts',
  'src/studio/method/loop/promotion.test.ts',
  'src/studio/review/bulk.test.ts',
  'src/engine/training/parts.test.ts',
  'src/cli/exit-codes.test.ts',
  'e2e/first-start.test.ts',
  'e2e/accessible.test.ts',
  'e2e/fits.test.ts',
  'e2e/attacks.test.ts',
  'e2e/bulk-kill.test.ts',
  'e2e/method.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((each) => moduleId.endsWith(`/${each}`));
      return at < 0 ? longest.length : at;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

/** TensorFlow, SQLite on disk and child processes. */
const long = {
  pool: 'forks',
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 120_000 } },
} as const;

/**
 * `unit` is quick and pure; `real` runs TensorFlow, SQLite on disk and child processes; `alone` has those of them that need the machine
 * to themselves; `e2e` drives the program with its window. `unit` and `real` run two files at a time: most of their time is one thread's.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/{core,files,data,catalog,main,renderer}/**/*.test.ts', 'scripts/**/*.test.{ts,mjs}'],
          maxWorkers: 2,
          // A module is loaded once for all files, which takes longer than most of these files run.
          isolate: false,
          // Some read every file of the project, which takes seconds, and minutes on a machine that has other work.
          testTimeout: 120_000,
          // Some hooks start a program, whose seconds are many on a machine that has other work.
          hookTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        test: {
          ...long,
          name: 'real',
          include: ['src/{engine,runner,studio,cli}/**/*.test.ts'],
          exclude: alone,
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...long,
          name: 'alone',
          include: alone,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          globalSetup: 'e2e/global-setup.ts',
          pool: 'forks',
          // A window draws with both processors, and its project trains with them: two at a time took longer than one after the other.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 240_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
});
