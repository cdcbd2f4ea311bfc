import { join } from 'node:path';
import { helped } from './asked.mjs';
import { forgetBuild } from './build.mjs';
import { prepare } from './prepare.mjs';
import { electronToStart } from './setup/electron.mjs';
import { modules, root } from './setup/paths.mjs';
import { become, engineNode, isRoot, requireDisplay } from './window.mjs';

const help = `npm run dev -- [OPTIONS]
  Opens the window and shows each change of its sources. Options are those of electron-vite dev.
`;

/** Starts the window for development: a change of the page is shown at once, and a change of another process restarts the program. */
try {
  helped(help);
  requireDisplay();
  if (await prepare({ window: true, programs: false })) {
    forgetBuild();
    const vite = join(modules, 'electron-vite', 'bin', 'electron-vite.js');
    const args = [vite, 'dev', '--watch', ...(isRoot ? ['--noSandbox'] : []), ...process.argv.slice(2)];
    become(process.execPath, args, {
      cwd: root,
      env: { ...engineNode, ELECTRON_EXEC_PATH: electronToStart() },
    });
  } else process.exitCode = 1;
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
