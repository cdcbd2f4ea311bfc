import { helped } from './asked.mjs';
import { prepare } from './prepare.mjs';
import { electronToStart } from './setup/electron.mjs';
import { root } from './setup/paths.mjs';
import { become, engineNode, isRoot, requireDisplay } from './window.mjs';

const help = `npm start -- [OPTIONS]
  Opens the window. Options are Electron's and Chromium's, such as --force-device-scale-factor=1.5.
`;

/** Starts the studio's window from a clone; sets it up and builds it first if needed. */
try {
  helped(help);
  requireDisplay();
  if (await prepare({ window: true }))
    become(electronToStart(), [...(isRoot ? ['--no-sandbox'] : []), root, ...process.argv.slice(2)], {
      env: engineNode,
    });
  else process.exitCode = 1;
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
