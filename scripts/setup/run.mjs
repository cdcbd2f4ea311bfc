import { spawn, spawnSync } from 'node:child_process';
import { SetupError } from './log.mjs';

/** Whether a command can be started at all. */
export function exists(command, args = ['--version']) {
  const { error, status } = spawnSync(command, args, { stdio: 'ignore', timeout: 30_000 });
  return !error && status === 0;
}

/**
 * Runs a command silently, for `timeout` ms at most; its output is shown only if it fails. Returns stdout.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, hint?: string, timeout?: number }} [options]  `hint`: what to do if it fails
 * @returns {Promise<string>}
 */
export function run(command, args, { cwd, env, hint, timeout } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout,
    });
    let [out, all] = ['', ''];
    child.stdout.on('data', (text) => {
      out += text;
      all += text;
    });
    child.stderr.on('data', (text) => {
      all += text;
    });
    child.on('error', (error) =>
      reject(new SetupError(`${command} could not be started: ${error.message}. ${hint ?? ''}`)),
    );
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(out);
      const last = all.trim().split('\n').slice(-25).join('\n');
      reject(
        new SetupError(`${command} ${args[0] ?? ''} failed (${code ?? signal}):\n${last}\n${hint ?? ''}`),
      );
    });
  });
}
