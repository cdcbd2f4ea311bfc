import { defineConfig } from 'vitest/config';

/** Tests that measure memory, or limit it: what ran beside them would count. */
const alone = [
  'src/engine/training/memory.test.ts',
  'src/runner/memory/{fit,free-memory,memory-estimate}.test.ts',
  'src/studio/method/{disk-full,kill,measure-recipe}.test.ts',
  'src/studio/project/{engine-limit,engine-orphan,out-of-memory}.test.ts',
  'src/cli/memory-limit.test.ts',
];

/** TensorFlow, SQLite on disk and child processes. */
const long = {
  pool: 'forks',
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 120_000 } },
} as const;

/**
 * `unit` is quick and pure; `real` runs TensorFlow, SQLite on disk and child processes, two files at a time, since most of their time is
 * one thread's; `alone` has those of them that need the machine to themselves; `e2e` drives the program with its window.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/{core,files,data,catalog,main,renderer}/**/*.test.ts', 'scripts/**/*.test.{ts,mjs}'],
          testTimeout: 30_000,
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
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
