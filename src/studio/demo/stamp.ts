import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { studioError } from '../../core/errors';
import { makeFolder } from '../../files/durable/make-folder';
import { writeWhole } from '../../files/durable/write-whole';
import type { DemoCounts } from './draw-parts';

/** What a folder of demo data says about itself. `complete` is written last. */
export interface DemoStamp {
  readonly format: 1;
  readonly seed: number;
  readonly counts: DemoCounts;
  readonly state: 'writing' | 'complete';
}

const stampName = 'demo-data.json';
const demoParts = ['labelled', 'pool', 'test'] as const;

async function readStamp(folder: string): Promise<DemoStamp | null> {
  try {
    return JSON.parse(await readFile(join(folder, stampName), 'utf8')) as DemoStamp;
  } catch {
    return null;
  }
}

export async function writeStamp(folder: string, stamp: DemoStamp): Promise<void> {
  await writeWhole(join(folder, stampName), `${JSON.stringify(stamp, null, 2)}\n`);
}

/** Whether the folder holds these parts completely: the stamp says so and no file has been removed since. */
export async function isComplete(folder: string, seed: number, counts: DemoCounts): Promise<boolean> {
  const stamp = await readStamp(folder);
  if (stamp?.format !== 1 || stamp.state !== 'complete' || stamp.seed !== seed) return false;
  if (JSON.stringify(stamp.counts) !== JSON.stringify(counts)) return false;
  const present = await Promise.all(demoParts.map((part) => countFiles(join(folder, part))));
  const classes = 10;
  const wanted = [
    counts.labelledPerClass * classes,
    counts.pool + counts.digits,
    counts.testPerClass * classes,
  ];
  return present.every((count, i) => count === wanted[i]) && existsSync(join(folder, 'truth.json'));
}

/** Throws `demo-folder-in-use` for a folder that holds such parts without the demo's stamp, because it contains somebody's own data. */
export async function refuseForeign(folder: string): Promise<void> {
  const foreign = demoParts.find((part) => existsSync(join(folder, part)));
  if (!foreign || (await readStamp(folder))) return;
  throw studioError('demo-folder-in-use', { path: join(folder, foreign) });
}

/** Marks the folder as being written and removes what an earlier demo wrote there. */
export async function prepareFolder(folder: string, seed: number, counts: DemoCounts): Promise<void> {
  makeFolder(folder);
  await writeStamp(folder, { format: 1, seed, counts, state: 'writing' });
  for (const part of demoParts) await rm(join(folder, part), { recursive: true, force: true });
}

async function countFiles(folder: string): Promise<number> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    return entries.filter((entry) => entry.isFile()).length;
  } catch {
    return 0;
  }
}
