import { prepare } from './prepare.mjs';
import { electronToStart } from './setup/electron.mjs';
import { root } from './setup/paths.mjs';
import { become, engineNode, isRoot, requireDisplay } from './window.mjs';

/** Starts the studio's window from a clone; sets it up and builds it first if needed. */
try {
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
