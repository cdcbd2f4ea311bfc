import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { builtEntry } from './entry';

describe('builtEntry', () => {
  it.each([
    ['file:///app/src/data/worker-batches.ts'],
    ['file:///app/src/studio/project/engine/engine.ts'],
    ['file:///app/src/main.ts'],
    ['file:///app/out/main/chunk-1a2b.js'],
    ['file:///app/out/main/nested/chunk.js'],
  ])('is beside the build’s other entries, asked from %s', (from) => {
    expect(builtEntry('runner', from).href).toBe('file:///app/out/main/runner.js');
  });

  it('holds where a folder above has one of the names', () => {
    expect(builtEntry('cli', 'file:///src/a/src/cli/index.ts').href).toBe('file:///src/a/out/main/cli.js');
    expect(builtEntry('cli', 'file:///out/main/src/cli/index.ts').href).toBe(
      'file:///out/main/out/main/cli.js',
    );
  });

  it('is in this checkout', () => {
    const file = fileURLToPath(builtEntry('runner', import.meta.url));
    expect(existsSync(file.replace(/out[\\/]main[\\/]runner\.js$/, 'package.json'))).toBe(true);
  });

  it('refuses a caller from elsewhere', () => {
    expect(() => builtEntry('cli', 'file:///tmp/x.ts')).toThrow(/neither/);
  });
});
