import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from './prepare.mjs';
import { root } from './setup/paths.mjs';

/** Pictures of every screen into `out/screenshots`, of a project that is named, else of the quick demo, which is run once. */
const target = join(root, 'out', 'screenshots');
const demo = join(root, 'out', 'screenshots-demo');
const node = (args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;

async function main(project = join(demo, 'project')) {
  if (!(await prepare({ window: true }))) return 1;
  if (!existsSync(join(project, 'catalog.db'))) {
    const status = node([join('scripts', 'noisy-studio.mjs'), 'demo', '--quick', '--folder', demo]);
    if (status !== 0) return status;
  }
  return node(['--import', 'tsx', join('e2e', 'screenshots.ts'), project, target]);
}

process.exitCode = await main(process.argv[2]);
