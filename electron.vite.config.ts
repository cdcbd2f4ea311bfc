import { resolve } from 'node:path';
import { defineConfig } from 'electron-vite';

/** Every process of the studio is one entry; all land in out/main so that each finds the others beside itself. */
const entries = {
  cli: 'src/cli/index.ts',
  runner: 'src/runner/process.ts',
  'augment-worker': 'src/data/augment-worker.ts',
};

export default defineConfig({
  main: {
    build: {
      rollupOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, resolve(file)])),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
});
