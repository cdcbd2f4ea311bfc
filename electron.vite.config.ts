import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** Every process of the studio is one entry; all land in out/main so that each finds the others beside itself. */
const entries = {
  index: 'src/main/index.ts',
  studio: 'src/main/studio-process.ts',
  cli: 'src/cli/index.ts',
  'noisy-studio': 'src/cli/start.ts',
  runner: 'src/runner/process.ts',
  'parent-watch': 'src/runner/job/parent-watch.ts',
  'augment-worker': 'src/data/batches/augment-worker.ts',
  'corrupt-worker': 'src/data/corrupted/corrupt-worker.ts',
  'heic-worker': 'src/data/decode/heic/heic-worker.ts',
  'compare-worker': 'src/data/facts/compare-worker.ts',
  'encoder-look': 'src/runner/model/encoder/look-process.ts',
  'rescue-worker': 'src/catalog/rescue/worker.ts',
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
  preload: {
    build: {
      rollupOptions: {
        input: resolve('src/preload/index.ts'),
        // A sandboxed preload is CommonJS.
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: resolve('src/renderer'),
    plugins: [react()],
    build: { rollupOptions: { input: resolve('src/renderer/index.html') } },
  },
});
