import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listBackups, takeLock } from '../../../catalog';
import { addSource, makeOlder, readFile } from '../../../catalog/catalog.fixture';
import type { StudioError } from '../../../core/errors';
import { besideOf } from '../../../files/durable/durable';
import { WriteLock } from '../../../files/locks/write-lock';
import { BackupKeeper } from './backup-keeper';
import { createProject, openProject, type Project, placesOf } from './project';
import { rescueView, restoreProject, salvageProject } from './rescue';

let place: string;
let folder: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'project-rescue-'));
  folder = join(place, 'Trees');
});
afterEach(() => rmSync(place, { recursive: true }));

/** Adds `count` images with the next numbers. */
function addImages({ catalog }: Project, count: number): void {
  const source = catalog.sources.list().at(0)?.id ?? addSource(catalog);
  const first = catalog.images.ids().length;
  const files = Array.from({ length: count }, (_, i) => readFile(`${first + i}.png`, first + i));
  catalog.imports.store(source, files, []);
}

async function makeProject(images: number): Promise<void> {
  const project = createProject(folder);
  addImages(project, images);
  await project.leave();
}

type Places = ReturnType<typeof placesOf>;

const backups = () => listBackups(placesOf(folder).backups);
const imagesIn = () => {
  const project = openProject(folder);
  const { length } = project.catalog.images.ids();
  project.close();
  return length;
};

describe('backups of a project', () => {
  it('are made at the end where something changed, and only then', async () => {
    await makeProject(3);
    expect(backups()).toMatchObject([{ reason: 'end', images: 3, lacks: [] }]);
    await openProject(folder).leave();
    expect(backups()).toHaveLength(1);
    const project = openProject(folder);
    addImages(project, 2);
    await project.leave();
    expect(backups().map(({ images }) => images)).toEqual([5, 3]);
  });

  it('are none of a project in which there is nothing', async () => {
    await createProject(folder).leave();
    expect(backups()).toEqual([]);
  });

  it('are made at the first opening after a day, where the catalog changed since', async () => {
    await makeProject(3);
    const project = openProject(folder);
    const { catalog, backups: places } = placesOf(folder);
    const tomorrow = () => Date.now() + 25 * 3600_000;
    addImages(project, 1);
    const keeper = new BackupKeeper(catalog, places, project.catalog, tomorrow);
    keeper.start();
    await expect
      .poll(() => backups().map(({ reason, images }) => [reason, images]))
      .toEqual([
        ['day', 4],
        ['end', 3],
      ]);
    await keeper.end();
    project.close();
  });

  it('are made though one bears a date to come, as a clock that was ahead gave it', async () => {
    await makeProject(3);
    const { catalog, backups: places } = placesOf(folder);
    renameSync(join(places, backups()[0].name), join(places, 'catalog-20990101-000000-end.db'));
    const project = openProject(folder);
    const keeper = new BackupKeeper(catalog, places, project.catalog);
    keeper.start();
    await expect.poll(() => backups().map(({ reason }) => reason)).toEqual(['end', 'day']);
    await keeper.end();
    project.close();
  });

  it('are made while work goes on though the clock was set back meanwhile', async () => {
    await makeProject(3);
    const { catalog, backups: places } = placesOf(folder);
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const changes = { written: 10, isEmpty: false };
    let ahead = 0;
    const keeper = new BackupKeeper(catalog, places, changes, () => Date.now() + ahead);
    try {
      keeper.start();
      ahead = -24 * 3600_000;
      vi.advanceTimersByTime(60_000);
    } finally {
      vi.useRealTimers();
    }
    await expect.poll(() => backups().map(({ reason }) => reason)).toContain('work');
  });

  it('that find their catalog gone say so once, in place of ending the process', async () => {
    await makeProject(3);
    const project = openProject(folder);
    const problems: unknown[] = [];
    const places = placesOf(folder);
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const keeper = new BackupKeeper(places.catalog, places.backups, { written: 5000, isEmpty: false });
    keeper.onProblem = (error) => problems.push((error as StudioError).code);
    try {
      keeper.start();
      renameSync(folder, `${folder} renamed`);
      vi.advanceTimersByTime(10 * 60_000);
      expect(problems).toEqual(['catalog-moved']);
    } finally {
      vi.useRealTimers();
      project.close();
    }
  });

  it('are made before a catalog of an older version is brought up to date', async () => {
    await makeProject(3);
    rmSync(placesOf(folder).backups, { recursive: true });
    rmSync(placesOf(folder).catalog);
    makeOlder(placesOf(folder).catalog);
    openProject(folder).close();
    expect(backups()).toMatchObject([{ reason: 'version', images: 1 }]);
  });
});

describe('a project whose catalog is damaged', () => {
  it('is refused with the way out, and restored', async () => {
    await makeProject(4);
    const { catalog } = placesOf(folder);
    writeFileSync(catalog, readFileSync(catalog).fill(7, 4096, 40_000));
    expect(() => openProject(folder)).toThrow(expect.objectContaining({ code: 'catalog-damaged' }));
    expect(existsSync(placesOf(folder).lock)).toBe(false);
    const view = rescueView(folder);
    expect(view).toMatchObject({
      name: 'Trees',
      problem: { code: 'catalog-damaged' },
      backups: [{ images: 4 }],
    });
    const { kept } = restoreProject(folder, view.backups[0].name);
    expect(kept).toMatch(/catalog-before-\d{8}-\d{6}\.db$/);
    expect(imagesIn()).toBe(4);
    expect(rescueView(folder).problem).toBeNull();
  });

  it('is looked through after an end that was not clean, whatever its size', async () => {
    await makeProject(2);
    const { marker } = placesOf(folder);
    expect(existsSync(marker)).toBe(false);
    const project = openProject(folder);
    expect(existsSync(marker)).toBe(true);
    project.close();
    expect(existsSync(marker)).toBe(false);
  });

  it('is told of where the catalog is empty or gone: no new one is made in its place', async () => {
    await makeProject(4);
    const { catalog } = placesOf(folder);
    writeFileSync(catalog, '');
    expect(() => openProject(folder)).toThrow(expect.objectContaining({ code: 'catalog-damaged' }));
    expect(readFileSync(catalog)).toHaveLength(0);
    rmSync(catalog);
    expect(() => openProject(folder)).toThrow(expect.objectContaining({ code: 'catalog-missing' }));
    expect(() => createProject(folder)).toThrow(expect.objectContaining({ code: 'folder-not-empty' }));
    restoreProject(folder, backups()[0].name);
    expect(imagesIn()).toBe(4);
  });

  it('gives what can still be read, with what came after the last backup', async () => {
    await makeProject(4);
    const project = openProject(folder);
    addImages(project, 3);
    project.close();
    const { catalog } = placesOf(folder);
    writeFileSync(catalog, readFileSync(catalog).fill(0, 0, 4096));
    const salvaged = await salvageProject(folder);
    expect(salvaged).toMatchObject({ reason: 'salvaged', images: 7 });
    restoreProject(folder, salvaged.name);
    expect(imagesIn()).toBe(7);
  });

  it('has runs set aside that the backup does not know: a new one would take their files for its own', async () => {
    const project = createProject(folder);
    addImages(project, 1);
    const id = project.catalog.runs.create({ kind: 'teacher', recipe: {}, seed: 1, iterationId: null });
    await project.leave();
    for (const run of [id, id + 1]) {
      mkdirSync(join(folder, 'runs', String(run)));
      writeFileSync(join(folder, 'runs', String(run), 'inputs.safetensors'), 'weights');
    }
    const { laterRuns } = restoreProject(folder, backups()[0].name);
    expect(readdirSync(join(folder, 'runs'))).toEqual([String(id)]);
    expect(readFileSync(join(laterRuns ?? '', String(id + 1), 'inputs.safetensors'), 'utf8')).toBe('weights');
  });

  it('has later runs set aside at the next opening where the restore was killed before that', async () => {
    const project = createProject(folder);
    addImages(project, 1);
    const id = project.catalog.runs.create({ kind: 'teacher', recipe: {}, seed: 1, iterationId: null });
    await project.leave();
    for (const run of [id, id + 1]) mkdirSync(join(folder, 'runs', String(run)));
    openProject(folder).close();
    expect(readdirSync(join(folder, 'runs'))).toEqual([String(id)]);
    const [aside] = readdirSync(folder).filter((name) => name.startsWith('runs-after-'));
    expect(readdirSync(join(folder, aside))).toEqual([String(id + 1)]);
  });

  it('has later runs set aside when an old catalog is put in place, which is told, and back with the newer one', async () => {
    const project = createProject(folder);
    const start = (each: Project) => {
      const id = each.catalog.runs.create({ kind: 'teacher', recipe: {}, seed: 1, iterationId: null });
      each.catalog.runs.setState(id, 'running');
      mkdirSync(join(folder, 'runs', String(id)));
      writeFileSync(
        join(folder, 'runs', String(id), 'inputs.safetensors'),
        `of ${each.catalog.runs.lastId()}`,
      );
      return id;
    };
    const first = start(project);
    project.close();
    const { catalog } = placesOf(folder);
    copyFileSync(catalog, join(place, 'old.db'));
    const later = openProject(folder);
    const second = start(later);
    later.catalog.runs.setState(second, 'done');
    later.close();
    copyFileSync(catalog, join(place, 'new.db'));

    copyFileSync(join(place, 'old.db'), catalog);
    // A look at the backups does not move anything, because it would not be told.
    expect(rescueView(folder).problem).toBeNull();
    expect(readdirSync(join(folder, 'runs'))).toEqual([String(first), String(second)]);
    const old = openProject(folder);
    const [aside] = readdirSync(folder).filter((name) => name.startsWith('runs-after-'));
    expect(old.told).toMatchObject([{ code: 'runs-set-aside', values: { folder: join(folder, aside) } }]);
    // Another run with the number, whose folder is not made yet, does not get the files of the later one.
    vi.setSystemTime(Date.now() + 3600_000);
    old.catalog.runs.create({ kind: 'teacher', recipe: {}, seed: 1, iterationId: null });
    old.catalog.runs.setState(second, 'running');
    old.close();
    const again = openProject(folder);
    expect(again.told).toEqual([]);
    expect(readdirSync(join(folder, 'runs'))).toEqual([String(first)]);
    again.close();
    vi.useRealTimers();

    copyFileSync(join(place, 'new.db'), catalog);
    const back = openProject(folder);
    expect(back.told).toEqual([]);
    expect(readFileSync(join(folder, 'runs', String(second), 'inputs.safetensors'), 'utf8')).toBe('of 2');
    expect(existsSync(join(folder, aside))).toBe(false);
    back.close();
  });

  it.runIf(existsSync('/dev/shm'))('is only viewed while later runs cannot be set aside', async () => {
    await makeProject(1);
    // Nothing can be moved from one disk to another.
    const disk = mkdtempSync('/dev/shm/runs-');
    try {
      rmSync(join(folder, 'runs'), { recursive: true });
      symlinkSync(disk, join(folder, 'runs'));
      mkdirSync(join(disk, '7'));
      const project = openProject(folder);
      expect(project.refusal).toMatchObject({ code: 'runs-in-the-way', values: { last: 0 } });
      expect(project.catalog.images.ids()).toHaveLength(1);
      project.close();
      expect(readdirSync(folder).filter((name) => /^runs-after|lock|open/.test(name))).toEqual([]);
      expect(existsSync(join(disk, '7'))).toBe(true);
    } finally {
      rmSync(disk, { recursive: true });
    }
  });

  it('is not restored while it is open', async () => {
    await makeProject(1);
    const project = openProject(folder);
    expect(() => restoreProject(folder, backups()[0].name)).toThrow(
      expect.objectContaining({ code: 'project-in-use' }),
    );
    project.close();
  });
});

/** A name of the unfinished file of a process that is gone. */
const leftOf = (path: string) => besideOf(path).replace(`.p${process.pid}-`, '.p4194305-');

describe('an opening', () => {
  it('removes what killed processes left unfinished in the project, and nothing else', async () => {
    await makeProject(1);
    const training = join(folder, 'runs', '1', 'training-2');
    mkdirSync(training, { recursive: true });
    const places = [
      join(folder, 'catalog.db'),
      join(folder, 'project.lock'),
      join(folder, 'backups', 'catalog'),
      join(folder, 'runs', '1', 'labelling-1.safetensors'),
      join(training, 'checkpoint.safetensors'),
    ];
    for (const path of places) writeFileSync(leftOf(path), 'half');
    mkdirSync(join(leftOf(join(folder, 'cache', 'predict')), 'fit'), { recursive: true });
    const old = new Date(Date.now() - 25 * 3600_000);
    const pixels = join(folder, 'cache', 'predict-AbC123');
    mkdirSync(pixels);
    utimesSync(pixels, old, old);
    mkdirSync(join(folder, 'cache', 'predict-dEf456'));
    const draft = readdirSync(folder).find((name) => name.startsWith('project.lock.')) as string;
    utimesSync(join(folder, draft), old, old);
    // Until the draft of a lock is old, it may be that of another machine.
    const kept = [basename(leftOf(join(folder, 'project.lock'))), 'a.zip.003.part', 'x.2026-11-26.part'];
    for (const name of kept) writeFileSync(join(folder, name), '');
    const mine = besideOf(join(folder, 'cache', 'looks'));
    mkdirSync(mine);
    writeFileSync(join(folder, 'cache', '28.lock'), `4194305 1 ${join(folder, 'cache')}`);
    const lock = WriteLock.take(join(folder, 'cache', '32.lock'));
    const filesOf = () =>
      readdirSync(folder, { recursive: true })
        .map(String)
        .filter((name) => /\.part|\d\.lock/.test(name))
        .sort();
    expect(filesOf()).toHaveLength(10 + kept.length);
    openProject(folder).close();
    expect(filesOf()).toEqual([...kept, join('cache', '32.lock'), join('cache', basename(mine))].sort());
    expect(readdirSync(join(folder, 'cache')).filter((name) => /^predict/.test(name))).toEqual([
      'predict-dEf456',
    ]);
    lock.release();
  });
});

describe('a project that was half made', () => {
  it.each([
    ['its lock was begun', (parts: Places) => [leftOf(parts.lock)]],
    ['it was locked', (parts: Places) => [parts.lock, leftOf(parts.lock)]],
    [
      'its catalog was begun',
      (parts: Places) => [parts.lock, parts.marker, parts.catalog, `${parts.catalog}-journal`],
    ],
  ])('is made again where the process was killed when %s, which opening it says', (_, left) => {
    mkdirSync(folder);
    for (const path of left(placesOf(folder))) writeFileSync(path, '');
    const files = readdirSync(folder).sort();
    expect(() => openProject(folder)).toThrow(expect.objectContaining({ code: 'project-half-made' }));
    expect(readdirSync(folder).sort()).toEqual(files);
    createProject(folder).close();
    expect(imagesIn()).toBe(0);
  });

  it('is left to the process that is making it', () => {
    mkdirSync(folder);
    const { lock, catalog, marker } = placesOf(folder);
    const unlock = takeLock(lock);
    for (const path of [catalog, marker]) writeFileSync(path, '');
    const files = readdirSync(folder).sort();
    expect(() => createProject(folder)).toThrow(expect.objectContaining({ code: 'project-in-use' }));
    expect(readdirSync(folder).sort()).toEqual(files);
    unlock();
  });

  it('is made again', () => {
    mkdirSync(join(folder, 'runs'), { recursive: true });
    writeFileSync(placesOf(folder).catalog, '');
    const project = createProject(folder);
    addImages(project, 1);
    project.close();
    expect(imagesIn()).toBe(1);
    cpSync(folder, join(place, 'copy'), { recursive: true });
    expect(() => createProject(join(place, 'copy'))).toThrow(
      expect.objectContaining({ code: 'project-exists' }),
    );
  });
});
