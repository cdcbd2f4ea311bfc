import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StudioError } from '../../core/errors';
import { type Catalog, openCatalog } from '..';
import { addSource, readFile } from '../catalog.fixture';
import { listBackups, makeBackup } from './backups';
import { restoreBackup } from './restore';
import { salvage } from './salvage';

const images = 1500;
const pageBytes = 4096;
let made: string;
/** The labels in the backup, and those in the catalog just before it was damaged. */
let backedUp: string;
let latest: string;

/** Makes a project's files as a killed process leaves them: a backup, later labels in the file, and some labels only in the log. */
beforeAll(async () => {
  made = mkdtempSync(join(tmpdir(), 'rescue-'));
  const live = join(made, 'live.db');
  const catalog = openCatalog(live);
  const classes = [...catalog.classes.ensure(['ash', 'beech', 'oak']).values()];
  const source = addSource(catalog);
  const files = Array.from({ length: images }, (_, i) =>
    readFile(`trees/${i}.png`, i, { split: 'unlabelled' }),
  );
  catalog.imports.store(source, files, []);
  const ids = catalog.images.ids();
  for (let i = 0; i < 500; i += 10) catalog.labels.set(ids.slice(i, i + 10), classes[(i / 10) % 3], 'ana');
  await makeBackup(live, join(made, 'backups'), 'hand');
  backedUp = labelsOf(catalog);
  for (let i = 500; i < 800; i += 10) catalog.labels.set(ids.slice(i, i + 10), classes[(i / 10) % 3], 'ana');
  catalog.close();
  const again = openCatalog(live);
  for (let i = 800; i < 900; i += 10) again.labels.set(ids.slice(i, i + 10), classes[0], 'ana');
  latest = labelsOf(again);
  for (const part of ['', '-wal', '-shm']) copyFileSync(live + part, join(made, `killed.db${part}`));
  again.close();
});
afterAll(() => rmSync(made, { recursive: true }));

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(made, 'case-'));
  file = join(folder, 'catalog.db');
});

/** Puts the files of the killed process into the folder; without `log`, all that was stored is in the file. */
function setUp({ log }: { log: boolean }): void {
  rmSync(folder, { recursive: true });
  cpSync(join(made, 'backups'), join(folder, 'backups'), { recursive: true });
  for (const part of log ? ['', '-wal', '-shm'] : [''])
    copyFileSync(join(made, (log ? 'killed.db' : 'live.db') + part), file + part);
}

function labelsOf(catalog: Catalog): string {
  const rows = catalog.images.byIds(catalog.images.ids()).map(({ id, classId }) => [id, classId]);
  return JSON.stringify(rows);
}

const flip = (at: number, part = '') => {
  const bytes = readFileSync(file + part);
  bytes[at] ^= 0xff;
  writeFileSync(file + part, bytes);
};

/** Opens as a project does. */
const open = () => openCatalog(file, { make: false, check: true });

/** The error that opening throws. */
function refusal(): StudioError {
  try {
    open().close();
  } catch (error) {
    if (error instanceof StudioError) return error;
    throw error;
  }
  throw new Error('It opened.');
}

/** Restores the named backup, or the newest one, and returns the labels. */
function restored(name = listBackups(join(folder, 'backups'))[0].name): string {
  const before = readdirSync(folder).filter((each) => each.startsWith('catalog.db'));
  const { kept } = restoreBackup(file, join(folder, 'backups'), name);
  if (before.some((each) => each !== 'catalog.db-shm'))
    expect(existsSync(kept ?? '') || existsSync(`${kept}-wal`)).toBe(true);
  const catalog = open();
  try {
    return labelsOf(catalog);
  } finally {
    catalog.close();
  }
}

describe('a catalog whose bytes changed', () => {
  it('says so with the way out wherever its structure is hit, and the backup gives its labels back', () => {
    setUp({ log: false });
    const pages = readFileSync(file).length / pageBytes;
    let found = 0;
    for (let page = 0; page < pages; page += 7) {
      setUp({ log: false });
      // The header of a page says what kind it is, how many cells it has and where they begin.
      for (const at of [0, 3, 5]) flip(page * pageBytes + at);
      const error = refusal();
      expect(error.code, `page ${page}`).toBe('catalog-damaged');
      expect(error.message).toMatch(/"noisy-studio restore" lists the backups/);
      expect(restored()).toBe(backedUp);
      found++;
    }
    expect(found).toBeGreaterThan(20);
  });

  for (const at of [0, 10, 18, 21, 28, 44, 56, 60, 68, 100, 103])
    it(`is refused and restored where byte ${at} of its head changed`, () => {
      setUp({ log: false });
      flip(at);
      let error: StudioError | null = null;
      try {
        open().close();
      } catch (thrown) {
        error = thrown as StudioError;
      }
      // If SQLite repairs the damage by itself, nothing is lost.
      if (error === null) {
        const catalog = open();
        expect(labelsOf(catalog)).toBe(latest);
        catalog.close();
      } else expect(error.code).toMatch(/^catalog-(damaged|foreign|newer|unreachable)$/);
      expect(restored()).toBe(backedUp);
    });
});

describe('a catalog that was cut', () => {
  for (const share of [0.99, 0.75, 0.5, 0.1, 0.01])
    it(`to ${share} of its length`, () => {
      setUp({ log: false });
      truncateSync(file, Math.floor(readFileSync(file).length * share));
      expect(refusal()).toMatchObject({ code: 'catalog-damaged' });
      expect(restored()).toBe(backedUp);
    });

  for (const bytes of [0, 1, 50, 100, 512, 4096])
    it(`to ${bytes} bytes`, () => {
      setUp({ log: false });
      truncateSync(file, bytes);
      expect(refusal()).toMatchObject({ code: 'catalog-damaged' });
      expect(restored()).toBe(backedUp);
      expect(readdirSync(folder).filter((name) => name.startsWith('catalog-before'))).toHaveLength(1);
    });
});

it('says in both languages what is wrong', () => {
  setUp({ log: false });
  truncateSync(file, 0);
  expect(refusal()).toMatchObject({ values: { what: { en: 'it is empty', ko: '비어 있음' } } });
});

describe('what is no catalog', () => {
  it('another kind of file, and zeros', () => {
    for (const content of ['not a database at all '.repeat(1000), Buffer.alloc(40_960)]) {
      setUp({ log: false });
      writeFileSync(file, content);
      expect(refusal()).toMatchObject({ code: 'catalog-damaged' });
      expect(restored()).toBe(backedUp);
    }
  });

  it('none, and one whose log alone is left', () => {
    setUp({ log: false });
    rmSync(file);
    expect(restored()).toBe(backedUp);
    setUp({ log: true });
    rmSync(file);
    expect(restored()).toBe(backedUp);
    expect(readdirSync(folder).find((name) => /^catalog-before-.*-wal$/.test(name))).toBeDefined();
  });
});

describe('a log', () => {
  it('that is whole is taken in', () => {
    setUp({ log: true });
    const catalog = open();
    expect(labelsOf(catalog)).toBe(latest);
    catalog.close();
  });

  for (const [what, damage] of [
    ['whose head changed', () => flip(5, '-wal')],
    ['in which a page changed', () => flip(32 + 24 + 2000, '-wal')],
    ['that was cut', () => truncateSync(`${file}-wal`, 32 + 4120 * 3)],
    ['that is empty', () => truncateSync(`${file}-wal`, 0)],
    ['that is gone', () => rmSync(`${file}-wal`)],
  ] as const)
    it(`${what} is told of, and does not come back after a restore`, () => {
      setUp({ log: true });
      damage();
      expect(refusal()).toMatchObject({ code: 'catalog-damaged' });
      expect(restored()).toBe(backedUp);
      expect(existsSync(`${file}-wal`)).toBe(false);
    });

  it('whose shared index changed loses nothing', () => {
    for (const at of [0, 16, 60, 100, 140]) {
      setUp({ log: true });
      flip(at, '-shm');
      const catalog = open();
      expect(labelsOf(catalog), `byte ${at}`).toBe(latest);
      catalog.close();
    }
  });
});

describe('a backup', () => {
  it('makes nothing where the project was until it was moved', async () => {
    const gone = join(folder, 'gone');
    await expect(makeBackup(join(gone, 'catalog.db'), join(gone, 'backups'), 'end')).rejects.toMatchObject({
      code: 'catalog-moved',
    });
    expect(existsSync(gone)).toBe(false);
  });

  it('is never made of a damaged catalog, and the older ones stay', async () => {
    setUp({ log: false });
    const before = listBackups(join(folder, 'backups'));
    for (const at of [0, 3, 5]) flip(20 * pageBytes + at);
    await expect(makeBackup(file, join(folder, 'backups'), 'day')).rejects.toMatchObject({
      code: 'catalog-damaged',
    });
    expect(listBackups(join(folder, 'backups'))).toEqual(before);
    expect(readdirSync(join(folder, 'backups'))).toEqual([before[0].name]);
  });

  it('that is damaged itself is refused, and the catalog stays', () => {
    setUp({ log: false });
    const [{ name }] = listBackups(join(folder, 'backups'));
    truncateSync(join(folder, 'backups', name), 50_000);
    const before = readFileSync(file);
    expect(() => restoreBackup(file, join(folder, 'backups'), name)).toThrow(
      expect.objectContaining({ code: 'backup-damaged' }),
    );
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['backups', 'catalog.db']);
  });

  it('holds what was stored while it is made, and keeps nobody from writing', async () => {
    setUp({ log: true });
    const catalog = open();
    const ids = catalog.images.ids();
    const making = makeBackup(file, join(folder, 'backups'), 'work');
    catalog.labels.set(ids.slice(1000, 1100), catalog.classes.list()[1].id, 'ana');
    const backup = await making;
    expect(backup).toMatchObject({ images, decisions: 0, lacks: [] });
    expect([900, 1000]).toContain(backup?.labels);
    catalog.close();
    expect(readdirSync(join(folder, 'backups')).filter((name) => !name.endsWith('.db'))).toEqual([]);
  });

  it('is the newest of all and stays, however many are made within a second', async () => {
    setUp({ log: false });
    for (const _ of Array(8)) {
      const backup = await makeBackup(file, join(folder, 'backups'), 'end');
      expect(listBackups(join(folder, 'backups'))[0].name).toBe(backup?.name);
    }
  });

  it('stays beside those of a clock that was far ahead', async () => {
    setUp({ log: false });
    const backups = join(folder, 'backups');
    const [{ name }] = listBackups(backups);
    for (let day = 11; day < 25; day++)
      copyFileSync(join(backups, name), join(backups, `catalog-209901${day}-000000-end.db`));
    const backup = await makeBackup(file, backups, 'end');
    expect(backup?.madeAt).toBeLessThan(Date.now() + 1000);
    expect(readdirSync(backups)).toContain(backup?.name);
  });

  it('of a name that is none is refused', () => {
    setUp({ log: false });
    for (const name of ['../catalog.db', 'nothing.db', 'catalog-20200101-000000-day.db'])
      expect(() => restoreBackup(file, join(folder, 'backups'), name)).toThrow(
        expect.objectContaining({ code: 'no-backup' }),
      );
  });
});

describe('salvage', () => {
  it('brings back labels that no backup has, from a catalog whose pages are damaged here and there', () => {
    const total = readBytes(join(made, 'live.db')) / pageBytes;
    let best = 0;
    for (let page = 3; page < total; page += 11) {
      setUp({ log: false });
      for (const at of [0, 3, 5]) flip(page * pageBytes + at);
      const backup = salvage(file, join(folder, 'backups'));
      expect(backup.images, `page ${page}`).toBe(images);
      expect(backup.labels).toBeGreaterThanOrEqual(500);
      if (restored(backup.name) === latest) best++;
    }
    // Most pages hold something that can be recovered from another copy or an index.
    expect(best).toBeGreaterThan(5);
  });

  it('reads a catalog whose head is lost with the head of a backup', () => {
    setUp({ log: false });
    const bytes = readFileSync(file);
    bytes.fill(0, 0, pageBytes);
    writeFileSync(file, bytes);
    const backup = salvage(file, join(folder, 'backups'));
    expect(backup.lacks).toEqual([]);
    expect(restored(backup.name)).toBe(latest);
  });

  it('reads a catalog whose schema is lost on the pages below its root with those of a backup', () => {
    setUp({ log: false });
    const bytes = readFileSync(file);
    // Type 5 is an inner page: the rest of the test would check nothing if the schema fitted one page.
    expect(bytes[100]).toBe(5);
    const last = bytes.readUInt32BE(108);
    bytes.fill(0xff, (last - 1) * pageBytes, (last - 1) * pageBytes + 16);
    writeFileSync(file, bytes);
    const backup = salvage(file, join(folder, 'backups'));
    expect(backup.lacks).toEqual([]);
    expect(restored(backup.name)).toBe(latest);
  });

  for (const share of [0.9, 0.7, 0.5, 0.3])
    it(`reads what is there of a catalog that was cut to ${share} of its length, and the rest from the backup`, () => {
      setUp({ log: false });
      truncateSync(file, Math.floor(readBytes(file) * share));
      const backup = salvage(file, join(folder, 'backups'));
      expect(backup.images).toBe(images);
      expect(backup.lacks.length).toBeGreaterThan(0);
      restored(backup.name);
    });

  it('takes in what the log still gives', () => {
    setUp({ log: true });
    rmSync(`${file}-shm`);
    flip(3 * pageBytes, '-wal');
    const backup = salvage(file, join(folder, 'backups'));
    expect(backup.labels).toBeGreaterThanOrEqual(800);
  });

  it('says so where nothing can be read, and leaves nothing behind', () => {
    setUp({ log: false });
    for (const name of readdirSync(join(folder, 'backups'))) rmSync(join(folder, 'backups', name));
    writeFileSync(file, 'no catalog '.repeat(1000));
    expect(() => salvage(file, join(folder, 'backups'))).toThrow(
      expect.objectContaining({ code: 'nothing-to-salvage' }),
    );
    expect(readdirSync(join(folder, 'backups'))).toEqual([]);
  });
});

const readBytes = (path: string) => readFileSync(path).length;
