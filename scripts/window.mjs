import { spawn } from 'node:child_process';
import { SetupError } from './setup/log.mjs';

/** @typedef {{ platform: string, env: Record<string, string | undefined> }} Machine */

/** Throws if no window can be shown, before anything is fetched for one. */
export function requireDisplay({ platform, env } = /** @type {Machine} */ (process)) {
  if (platform !== 'linux' || env.DISPLAY || env.WAYLAND_DISPLAY) return;
  throw new SetupError(
    'There is no display here. Start it on a desktop (ssh -X shows a window of another machine); servers have the command line: node scripts/noisy-studio.mjs --help',
  );
}

/** Chromium's sandbox does not run for root. */
export const isRoot = process.getuid?.() === 0;

/** Tells the window which Node runs its engine: this one (src/studio/project/engine/engine-node.ts). */
export const engineNode = { NOISY_STUDIO_NODE: process.execPath };

/**
 * Runs a program that shows windows in place of this one, with its signals and its exit code.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function become(command, args, { env = {}, ...options } = {}) {
  const wayland = process.env.DISPLAY ? {} : { ELECTRON_OZONE_PLATFORM_HINT: 'auto' };
  /** @type {NodeJS.ProcessEnv} */
  const all = { ...wayland, ...process.env, ...env };
  delete all.ELECTRON_RUN_AS_NODE;
  const child = spawn(command, args, { stdio: 'inherit', env: all, ...options });
  // Ctrl-C reaches the child as well, which ends when its work is saved.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill());
  child.on('error', (error) => {
    process.stderr.write(`${command} could not be started: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
