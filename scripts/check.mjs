import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { asked } from './asked.mjs';
import { isMain, modules, root } from './setup/paths.mjs';

const bin = (/** @type {string} */ name) => join(modules, '.bin', name);

/**
 * The native compiler, three times as fast as the one in JavaScript. The package `typescript` remains the older one, since the check of rooms
 * and some tests read sources through its interface, which the native one does not have yet.
 */
export const typeCheck = join(modules, 'typescript-native/bin/tsc');

/**
 * All checks that need no running program, the same for `npm run check` and `npm test`.
 * @type {{ title: string, command: string, args: string[] }[]}
 */
export const checks = [
  { title: 'types', command: typeCheck, args: ['--noEmit'] },
  { title: 'types of the window', command: typeCheck, args: ['--noEmit', '-p', 'tsconfig.web.json'] },
  { title: 'types of the scripts', command: typeCheck, args: ['--noEmit', '-p', 'tsconfig.scripts.json'] },
  { title: 'lint', command: bin('biome'), args: ['check', '.'] },
  { title: 'rooms', command: bin('depcruise'), args: ['--config', '.dependency-cruiser.cjs', 'src'] },
  { title: 'unused', command: bin('knip'), args: ['--no-progress'] },
];

/** Runs every check, two at a time, even when one fails; returns the titles of those that failed. */
export async function check() {
  const waiting = [...checks];
  /** @type {Set<string>} */
  const failed = new Set();
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      if (!(await passes(next))) failed.add(next.title);
  };
  await Promise.all([lane(), lane()]);
  return checks.map(({ title }) => title).filter((title) => failed.has(title));
}

/** Runs one check and prints its output and result when it has ended. */
async function passes(/** @type {typeof checks[number]} */ { title, command, args }) {
  const began = performance.now();
  const { said, status } = await ended(
    spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  process.stdout.write(
    `\n── ${title}\n${said}${title}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`,
  );
  return status === 0;
}

/** The output of a program and its exit code, which is null if it did not start or was killed. */
function ended(/** @type {import('node:child_process').ChildProcess} */ child) {
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  return new Promise((/** @type {(end: { said: string, status: number | null }) => void} */ resolve) => {
    child.on('error', ({ message }) =>
      resolve({
        said: `${message}\nInstall the packages first: npm install --ignore-scripts\n`,
        status: null,
      }),
    );
    child.on('close', (status) => resolve({ said, status }));
  });
}

const help = `npm run check
  Checks types, format, import rules and unused code. It takes no options.
`;

if (isMain(import.meta.url)) {
  asked({ help });
  const failed = await check();
  if (failed.length > 0) process.stderr.write(`\nFailed: ${failed.join(', ')}\n`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
