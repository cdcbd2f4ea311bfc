import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keyOf } from './cache.mjs';
import { notes, root } from './paths.mjs';

const usualMemory = join(notes, 'loads.json');

/**
 * Tests whether a native piece works: `script` runs in a process of its own, since a library that does not fit can crash it. A success is
 * remembered by Node's version and the files' sizes and times, and not tested again unless `fresh` is set. Returns null, or what went
 * wrong.
 */
export function smoke(
  name,
  { script, files, env = {}, fresh = false, node = process.execPath, memory = usualMemory },
) {
  const key = keyFor(script, files, node);
  if (key === null) return 'not installed';
  const known = remembered(memory);
  if (!fresh && known[name] === key) return null;
  const { status, signal, stderr, error } = spawnSync(node, ['-e', script], {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 120_000,
  });
  if (status !== 0)
    return `does not load: ${reasonIn(stderr) ?? error?.message ?? `ended with ${status ?? signal}`}`;
  remember(memory, { ...known, [name]: key });
  return null;
}

function keyFor(script, files, node) {
  try {
    const facts = files.map((file) => {
      const { size, mtimeMs } = statSync(file);
      return [file, size, mtimeMs];
    });
    return keyOf(process.version, node, script, facts);
  } catch {
    return null;
  }
}

/** The line of an uncaught error that names the error. */
function reasonIn(stderr = '') {
  const lines = stderr.split('\n').map((line) => line.trim());
  return (
    lines.find((line) => /^(\w*Error\b.*?:|.*error while loading shared libraries)/.test(line)) ??
    lines.find(Boolean)
  );
}

function remembered(memory) {
  try {
    return JSON.parse(readFileSync(memory, 'utf8'));
  } catch {
    return {};
  }
}

function remember(memory, all) {
  try {
    mkdirSync(dirname(memory), { recursive: true });
    writeFileSync(memory, JSON.stringify(all));
  } catch {
    // In a clone that cannot be written to, the piece is tested each time.
  }
}
