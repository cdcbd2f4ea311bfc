import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { executable } from './places.mjs';

const patience = 60_000;

/**
 * Starts a packed app's window under a display, calls `look(page)` and closes the window. Playwright's own way of starting Electron needs
 * Node's inspector, which the packed app refuses, so this function uses Chromium's.
 */
export async function withWindow({ app, env }, look) {
  // Chromium's sandbox does not run for root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const display = env.DISPLAY ? [] : ['xvfb-run', '-a'];
  const program = [join(app, executable), ...sandbox, '--disable-gpu', '--remote-debugging-port=0'];
  const [command, ...args] = [...display, ...program];
  // The process has a group of its own, so that a window that hangs is ended together with its display.
  const child = spawn(command, args, { env, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const gone = new Promise((done) => child.once('exit', done));
  try {
    const browser = await chromium.connectOverCDP(await addressOf(child));
    const [context] = browser.contexts();
    const page = context.pages()[0] ?? (await context.waitForEvent('page'));
    page.setDefaultTimeout(patience);
    await look(page);
    await page.close();
    await gone;
  } finally {
    if (child.pid && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, 'SIGKILL');
  }
}

/** The address on which Chromium listens, which it prints on stderr. */
function addressOf(child) {
  return new Promise((done, failed) => {
    let words = '';
    const fail = () => failed(new Error(`The window did not start. It said:\n${words}`));
    const late = setTimeout(fail, patience);
    child.once('exit', fail);
    child.stderr.on('data', (text) => {
      words += text;
      const found = /DevTools listening on (ws:\S+)/.exec(words);
      if (!found) return;
      clearTimeout(late);
      done(found[1]);
    });
  });
}
