import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './log.mjs';
import { modules, notes, root } from './paths.mjs';
import { run } from './run.mjs';

const stamp = join(notes, 'packages');

const lockText = () => readFileSync(join(root, 'package-lock.json'), 'utf8');
const wanted = () => createHash('sha256').update(lockText()).digest('hex');

/** The version of a package that `npm ci` installs. */
export function lockedVersion(name) {
  return JSON.parse(lockText()).packages[`node_modules/${name}`].version;
}

/** @type {import('../setup.mjs').Piece} */
export const packages = {
  title: 'npm packages',
  check() {
    const has = existsSync(stamp) ? readFileSync(stamp, 'utf8') : null;
    const why = has === null ? 'not installed' : has === wanted() ? null : 'package-lock.json has changed';
    return { version: `lock ${wanted().slice(0, 8)}`, from: 'npm', ready: why === null, why };
  },
  async install() {
    await step('Install npm packages', async () => {
      const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
      // `npm ci` first deletes node_modules, including the native pieces; if the folder exists, `npm install` changes only what differs.
      const args = existsSync(modules) ? ['install', '--no-save'] : ['ci'];
      rmSync(stamp, { force: true });
      await run(npm, [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
        cwd: root,
        hint: 'Is the network there? Where node_modules is damaged, delete it and try again.',
      });
      mkdirSync(notes, { recursive: true });
      writeFileSync(stamp, wanted());
    });
  },
};
