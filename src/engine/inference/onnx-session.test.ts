import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const home = mkdtempSync(join(tmpdir(), 'onnx-session-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

it('leaves nothing in the folders of the user and of temporary files, as onnxruntime does where it may report its use', () => {
  const program = `
    import { openOnnx } from ${JSON.stringify(join(import.meta.dirname, 'onnx-session.ts'))};
    await openOnnx(new Uint8Array(8)).catch((error) => console.log(error.message));`;
  const [temporary, cache] = ['tmp', 'cache'].map((name) => join(home, name));
  for (const folder of [temporary, cache]) mkdirSync(folder);
  const { ORT_DISABLE_TELEMETRY: _, ...env } = process.env;
  const told = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    env: { ...env, HOME: home, TMPDIR: temporary, XDG_CACHE_HOME: cache },
    encoding: 'utf8',
  });
  // The runtime was started: it says what is wrong with the graph.
  expect(told).toMatch(/model|protobuf/i);
  const left = readdirSync(home, { recursive: true }).map(String);
  expect(left.filter((name) => /mat-debug|\.ses|onnx|Microsoft/.test(name))).toEqual([]);
  expect(left.filter((name) => !name.includes('tsx')).sort()).toEqual(['cache', 'tmp']);
});
