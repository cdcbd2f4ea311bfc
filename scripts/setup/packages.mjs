import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './log.mjs';
import { modules, root } from './paths.mjs';
import { run } from './run.mjs';

const stamp = join(modules, '.noisy-studio', 'packages');

function wanted() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

export const packages = {
  title: 'npm packages',
  check() {
    const ready = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted();
    return { version: `lock ${wanted().slice(0, 8)}`, from: 'npm', ready };
  },
  async install() {
    await step('Install npm packages', async () => {
      const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
      // `npm ci` takes node_modules away first, native pieces and all; where there is one, `npm install` changes what differs.
      const args = existsSync(modules) ? ['install', '--no-save'] : ['ci'];
      await run(npm, [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root });
      mkdirSync(join(modules, '.noisy-studio'), { recursive: true });
      writeFileSync(stamp, wanted());
    });
  },
};
