import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { asked } from './asked.mjs';
import { prepare } from './prepare.mjs';
import { root } from './setup/paths.mjs';

/**
 * Takes pictures of every screen into `out/screenshots`, from the named project or otherwise from the quick demo, which is run once.
 * `--guide PROJECT [PICTURE …]` takes those of the user guide instead, into `docs/guide/pictures`.
 */
const target = join(root, 'out', 'screenshots');
const demo = join(root, 'out', 'screenshots-demo');
const guide = join(root, 'docs', 'guide', 'pictures');
const node = (args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;

const help = `npm run screenshots -- [PROJECT]
npm run screenshots -- --guide PROJECT [PICTURE …]
  --guide   take the named pictures of the user guide, or all, into docs/guide/pictures
`;

async function main() {
  const { values, words } = asked({ help, options: { guide: { type: 'boolean' } }, words: true });
  if (!(await prepare({ window: true }))) return 1;
  if (values.guide) return node(['--import', 'tsx', join('e2e', 'guide-pictures.ts'), guide, ...words]);
  const project = words[0] ?? join(demo, 'project');
  if (!existsSync(join(project, 'catalog.db'))) {
    const status = node([join('scripts', 'noisy-studio.mjs'), 'demo', '--quick', '--folder', demo]);
    if (status !== 0) return status;
  }
  return node(['--import', 'tsx', join('e2e', 'screenshots.ts'), project, target]);
}

process.exitCode = await main();
