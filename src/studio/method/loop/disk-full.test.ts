import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDisk, type SmallDisk, whyNoDisk } from '../../../../e2e/limits/small-disk';
import { builtEntry } from '../../../core/runtime/entry';
import { modelText } from '../../../core/vocabulary/models';
import { writeDemoData } from '../../demo';
import type { ExperimentSummary } from '../../report/experiment/summary';

/**
 * Runs a whole loop on a disk that is full again and again: each time the command must say so, and once a little space is free it must go
 * on and end with the weights of an undisturbed run. Needs the build; `DISK_FULL_PLACES=20` makes it stop at 20 places.
 */
const places = Number(process.env.DISK_FULL_PLACES ?? 4);
const cli = fileURLToPath(builtEntry('cli', import.meta.url));
const start = `const { main } = await import(${JSON.stringify(pathToFileURL(cli).href)}); await main(process.argv.slice(1));`;

const recipe = `preset: quick-cpu
iterations: 1
inferenceBatch: 50
students: [{ arch: small, dropout: 0.2, survival: 0.9 }]
selection: { threshold: 0 }
training:
  teacherLength: { amount: 6, unit: steps }
  studentLength: { amount: 4, unit: steps }
  labelledBatch: 8
  unlabelledRatio: [1]
  validateEvery: 3
  checkpointEvery: 2
`;

interface Line {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
}

interface Ended {
  readonly code: number | null;
  readonly last: Line;
}

let place: string;
let commands: string[][];
beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'disk-full-'));
  const counts = { labelledPerClass: 6, testPerClass: 5, pool: 120, digits: 20 };
  const data = await writeDemoData(join(place, 'data'), { seed: 3, counts });
  writeFileSync(join(place, 'tiny.yaml'), recipe);
  commands = [
    ['init'],
    ['import', data.labelled, '--split', 'train'],
    ['import', data.pool, '--split', 'unlabelled'],
    ['import', data.test, '--split', 'test'],
    ['run', '--recipe', join(place, 'tiny.yaml'), '--seed', '5'],
  ];
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

function command(project: string, args: readonly string[]): Promise<Ended> {
  const [name, ...rest] = args;
  const all = name === 'init' ? ['init', project, '--json'] : ['--project', project, name, ...rest, '--json'];
  const child = spawn(process.execPath, ['--input-type=module', '-e', start, '--', ...all], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [text, words] = ['', ''];
  child.stdout.on('data', (part) => {
    text += part;
  });
  child.stderr.on('data', (part) => {
    words += part;
  });
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const line = text
        .split('\n')
        .filter((each) => each.endsWith('}'))
        .at(-1);
      resolve({ code, last: line ? JSON.parse(line) : { type: 'none', message: words } });
    });
  });
}

function hashes(ended: Ended): Record<string, string | null> {
  const { models } = ended.last as unknown as ExperimentSummary;
  return Object.fromEntries(models.map(({ name, weightsHash }) => [modelText(name), weightsHash]));
}

const usedBytes = (folder: string) => {
  const { blocks, bfree, bsize } = statfsSync(folder);
  return (blocks - bfree) * bsize;
};

/** Repeats a command until it succeeds, calling `grow` each time that the disk was full; returns the error messages of those times. */
async function insist(
  project: string,
  args: readonly string[],
  grow: () => void,
): Promise<{ ended: Ended; stops: string[] }> {
  const stops: string[] = [];
  let next = args;
  for (let tries = 0; tries < 200; tries++) {
    const ended = await command(project, next);
    if (ended.code === 0) return { ended, stops };
    const { code, message } = ended.last;
    if (code === 'no-experiment') {
      next = args;
      continue;
    }
    // The project exists from what an import stored before the disk was full; creating it again fails with `project-exists`.
    if (code === 'project-exists') return { ended, stops };
    expect(`${code}: ${message}`).toMatch(/^disk-full: .*(small-disk|noisy).*Free some space/s);
    stops.push(message ?? '');
    grow();
    if (args[0] === 'run') next = ['resume'];
  }
  throw new Error('It never ends.');
}

describe.skipIf(whyNoDisk !== null)('a disk that is full', () => {
  let disk: SmallDisk;
  beforeAll(() => {
    disk = makeDisk(512 * 1024);
  });
  afterAll(() => disk.remove());

  it(`stops a loop at ${places} places with a clear error each, and it ends with the same weights`, {
    timeout: 600_000,
  }, async () => {
    const calm = join(disk.folder, 'calm');
    let expected: Record<string, string | null> = {};
    for (const args of commands) {
      const ended = await command(calm, args);
      expect(ended.code, JSON.stringify(ended.last)).toBe(0);
      if (args[0] === 'run') expected = hashes(ended);
    }
    expect(new Set(Object.values(expected)).size).toBe(2);
    const total = usedBytes(disk.folder);
    rmSync(calm, { recursive: true });

    const project = join(disk.folder, 'stopped');
    const step = Math.ceil(total / (places + 1) / 4096) * 4;
    let kilobytes = 64;
    const grow = () => {
      kilobytes = Math.max(kilobytes, Math.ceil(usedBytes(disk.folder) / 1024)) + step;
      disk.resize(kilobytes);
    };
    disk.resize(kilobytes);
    const stops: string[] = [];
    let last: Ended | null = null;
    for (const args of commands) {
      const done = await insist(project, args, grow);
      stops.push(...done.stops);
      last = done.ended;
    }
    if (process.env.DISK_FULL_PLACES) process.stdout.write(`${stops.join('\n')}\n`);
    expect(stops.length).toBeGreaterThanOrEqual(Math.min(places, 4));
    expect(hashes(last as Ended)).toEqual(expected);
  });
});
