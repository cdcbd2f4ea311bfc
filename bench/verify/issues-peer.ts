import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../scripts/verify/issues_peer.py', import.meta.url));

/**
 * What CleanVision finds in a folder of images, or cleanlab in probabilities; `python` must have both. Throws an error with the program's
 * output if it fails.
 */
export function peerFound<T>(python: string, what: 'images' | 'labels', path: string): T {
  const { status, stdout, stderr } = spawnSync(python, [program, what, path], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(`${program} failed:\n${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) as string) as T;
}
