import { defineConfig } from 'vitest/config';

/** `unit` is quick and pure; `real` runs TensorFlow, SQLite on disk and child processes, one file at a time. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/{core,data,catalog,cli,renderer}/**/*.test.ts', 'scripts/**/*.test.{ts,mjs}'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'real',
          include: ['src/{engine,runner,studio}/**/*.test.ts'],
          pool: 'forks',
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
