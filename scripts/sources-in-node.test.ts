import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Benches and verifications load the sources with tsx, without what a build adds to them. */
describe('the sources', () => {
  it.each(['src/studio/service/index.ts', 'src/studio/import/index.ts', 'src/studio/demo/index.ts'])(
    'are loaded by Node as they are: %s',
    (file) => {
      const program = `await import(${JSON.stringify(`./${file}`)}); console.log('loaded');`;
      const args = ['--import', 'tsx', '--input-type=module', '-e', program];
      expect(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })).toContain('loaded');
    },
  );
});
