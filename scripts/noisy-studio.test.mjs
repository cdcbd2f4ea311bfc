import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './setup/paths.mjs';

it.skipIf(process.platform === 'win32')('says in a sentence that too few files may be open', () => {
  const folder = mkdtempSync(join(tmpdir(), 'modules-'));
  const modules = Array.from({ length: 200 }, (_, i) => `./${i}.mjs`);
  for (const name of modules) writeFileSync(join(folder, name), '');
  const program = join(folder, 'program.mjs');
  writeFileSync(program, modules.map((name) => `import '${name}';`).join('\n'));
  const lacking = join(folder, 'lacking.mjs');
  writeFileSync(lacking, "import './gone.mjs';");
  const run = (limit, what = program) => {
    const start = `import { loaded } from ${JSON.stringify(join(root, 'scripts', 'noisy-studio.mjs'))};
      console.log((await loaded(${JSON.stringify(what)})) === null);`;
    const argv = ['-c', `ulimit -n ${limit}; exec "$@"`, 'bash', process.execPath];
    const { stdout, stderr } = spawnSync('bash', [...argv, '--input-type=module', '-e', start], {
      encoding: 'utf8',
    });
    return [stdout.trim(), stderr];
  };
  try {
    expect(run(1000)).toEqual(['false', '']);
    const told = [
      'true',
      'noisy-studio: Too few files may be open at once for the program to be read. Allow more with "ulimit -n 4096" or by whoever set the limit, then try again.\n',
    ];
    expect(run(64)).toEqual(told);
    // This is Node's message if the file is a package.json.
    expect(run(300, lacking)).toEqual(told);
    expect(run(1000, lacking)[1]).toContain('ERR_MODULE_NOT_FOUND');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
