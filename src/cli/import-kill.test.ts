import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { builtEntry } from '../core/entry';
import { Random } from '../core/numbers/random';
import { writeDemoData } from '../studio/demo/write-demo-data';
import { createProject, openProject } from '../studio/project/project';

const cli = pathToFileURL(fileURLToPath(builtEntry('cli', import.meta.url))).href;
const program = `const { main } = await import(${JSON.stringify(cli)}); await main(process.argv.slice(1));`;
const kills = 4;
const chaos = Number(process.env.KILL_SEED ?? Date.now() % 100_000);
const root = mkdtempSync(join(tmpdir(), 'import-kill-'));
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

interface Import {
  readonly child: ChildProcess;
  /** Once it has read its first images, or has ended. */
  readonly reading: Promise<void>;
  /** Seconds from then to its end; null where it was killed. */
  readonly ended: Promise<number | null>;
}

function startImport(project: string, folder: string): Import {
  const args = ['--project', project, '--json', 'import', folder, '--split', 'train'];
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, '--', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  let began = 0;
  const reading = new Promise<void>((resolve) => {
    child.stdout?.once('data', () => {
      began = performance.now();
      resolve();
    });
    child.once('close', () => resolve());
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      children.delete(child);
      resolve(code === null ? null : (performance.now() - began) / 1000);
    });
  });
  return { child, reading, ended };
}

/** All that a catalog says of its images, without the numbers that it gave them. */
function imagesIn(folder: string): unknown[] {
  const project = openProject(folder);
  const { catalog } = project;
  try {
    const names = new Map(catalog.classes.list().map(({ id, name }) => [id, name]));
    const images = catalog.images.byIds(catalog.images.ids({}));
    return images
      .map(({ path, contentHash, split, state, classId, width }) => ({
        ...{ path, contentHash, split, state, width },
        label: classId === null ? null : names.get(classId),
      }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  } finally {
    project.close();
  }
}

describe('an import that is killed', () => {
  it(`is done by the next one as if it had not been (KILL_SEED=${chaos})`, { timeout: 240_000 }, async () => {
    const counts = { labelledPerClass: 250, testPerClass: 1, pool: 10, digits: 10 };
    const { labelled } = await writeDemoData(join(root, 'data'), { seed: 5, counts });
    const [calm, killed] = ['calm', 'killed'].map((name) => join(root, name));
    for (const folder of [calm, killed]) createProject(folder, { name: 'Kill test' }).close();
    const whole = (await startImport(calm, labelled).ended) as number;
    const expected = imagesIn(calm);
    expect(expected).toHaveLength(2500);

    const random = new Random(chaos);
    let met = 0;
    for (let times = 0; times < kills; times++) {
      const { child, reading, ended } = startImport(killed, labelled);
      await reading;
      await sleep(1000 * whole * 0.8 * random.next());
      child.kill('SIGKILL');
      if ((await ended) === null) met++;
    }
    expect(met).toBeGreaterThan(0);
    expect(await startImport(killed, labelled).ended).not.toBeNull();
    expect(imagesIn(killed)).toEqual(expected);
  });
});
