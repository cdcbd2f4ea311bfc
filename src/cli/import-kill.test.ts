import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { Random } from '../core/numbers/random';
import { builtEntry } from '../core/runtime/entry';
import { writeDemoData } from '../studio/demo/write-demo-data';
import { createProject, openProject } from '../studio/project/folder/project';

const cli = pathToFileURL(fileURLToPath(builtEntry('cli', import.meta.url))).href;
const program = `const { main } = await import(${JSON.stringify(cli)}); await main(process.argv.slice(1));`;
const kills = 3;
const chaos = Number(process.env.KILL_SEED ?? Date.now() % 100_000);
const root = mkdtempSync(join(tmpdir(), 'import-kill-'));
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

interface Import {
  readonly child: ChildProcess;
  /** Resolves once the import has reported its progress `times` times, or has ended, with the milliseconds between the last two reports. */
  told(times: number): Promise<number>;
  /** Whether it ended by itself. */
  readonly ended: Promise<boolean>;
}

function startImport(project: string, folder: string): Import {
  const args = ['--project', project, '--json', 'import', folder, '--split', 'train'];
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, '--', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const began = performance.now();
  const at: number[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (JSON.parse(line).type === 'progress') at.push(performance.now());
    child.emit('told');
  });
  const ended = once(child, 'close').then(([code]) => {
    children.delete(child);
    return code !== null;
  });
  const told = async (times: number) => {
    while (at.length < times && child.exitCode === null && child.signalCode === null)
      await Promise.race([once(child, 'told'), ended]);
    return (at[times - 1] ?? began) - (at[times - 2] ?? began);
  };
  return { child, told, ended };
}

/** All facts of images in a catalog, without ids, which depend on the order of import. */
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
  it(`is done by the next one as if it had not been (KILL_SEED=${chaos})`, async () => {
    const counts = { labelledPerClass: 150, testPerClass: 1, pool: 10, digits: 10 };
    const { labelled } = await writeDemoData(join(root, 'data'), { seed: 5, counts });
    const [calm, killed] = ['calm', 'killed'].map((name) => join(root, name));
    for (const folder of [calm, killed]) createProject(folder, { name: 'Kill test' }).close();
    expect(await startImport(calm, labelled).ended).toBe(true);
    const expected = imagesIn(calm);
    expect(expected).toHaveLength(1500);

    const random = new Random(chaos);
    let met = 0;
    for (let times = 0; times < kills; times++) {
      const { child, told, ended } = startImport(killed, labelled);
      // The import's own pace decides when to kill it, since the machine may be faster or slower at another time.
      const pace = await told(1 + random.int(3));
      await sleep(pace * random.next());
      child.kill('SIGKILL');
      if (!(await ended)) met++;
    }
    expect(met).toBeGreaterThan(0);
    expect(await startImport(killed, labelled).ended).toBe(true);
    expect(imagesIn(killed)).toEqual(expected);
  });
});
