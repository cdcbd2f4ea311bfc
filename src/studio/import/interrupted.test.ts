import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encoders } from '../../data/decode/images.fixture';
import { createProject, openProject, type Project } from '../project/folder/project';
import { newPicture } from './files.fixture';
import { type ImportProgress, importSource } from './index';

const total = 1100;
const pieceSize = 500;

let folder: string;
let pool: string;
let project: Project;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'interrupted-'));
  pool = join(folder, 'pool');
  mkdirSync(pool);
  for (let i = 0; i < total; i++)
    writeFileSync(
      join(pool, `${String(i).padStart(4, '0')}.bmp`),
      await encoders.bmp(newPicture(8, 8), 8, 8),
    );
  project = createProject(join(folder, 'project'));
});

afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

const request = () => ({ path: pool, split: 'unlabelled' }) as const;
const imports = () => project.catalog.sources.imports(1).map(({ state }) => state);

describe('an import that is cancelled', () => {
  it('keeps whole pieces, goes on where it stopped, and then has nothing left to read', async () => {
    const controller = new AbortController();
    const seen: ImportProgress[] = [];
    const onProgress = (progress: ImportProgress) => {
      seen.push(progress);
      controller.abort();
    };
    const stopped = importSource(project, request(), { signal: controller.signal, onProgress });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen).toMatchObject([{ done: pieceSize, total }]);
    expect(seen[0].imagesPerSecond).toBeGreaterThan(0);
    expect(seen[0].secondsLeft).toBeCloseTo((total - pieceSize) / seen[0].imagesPerSecond, 6);
    expect(project.catalog.images.count({ state: 'ok' })).toBe(pieceSize);
    expect(imports()).toEqual(['cancelled']);

    project.close();
    project = openProject(join(folder, 'project'));
    const rest = { read: total - pieceSize, added: total - pieceSize, unchanged: pieceSize, missing: 0 };
    expect(await importSource(project, request())).toMatchObject(rest);
    expect(project.catalog.images.count({ state: 'ok' })).toBe(total);
    expect(await importSource(project, request())).toMatchObject({ read: 0, added: 0, unchanged: total });
    expect(imports()).toEqual(['done', 'done', 'cancelled']);
  });

  it('leaves whole pieces and nothing else, whenever it happens', async () => {
    let cancelled = 0;
    for (const after of [0, 1, 5, 20, 60, 120, 200]) {
      const before = project.catalog.images.count();
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), after);
      const end = await importSource(project, request(), { signal: controller.signal }).catch(
        (error) => error.code,
      );
      clearTimeout(timer);
      const count = project.catalog.images.count({ state: 'ok' });
      expect(count).toBeGreaterThanOrEqual(before);
      if (end === 'cancelled') cancelled++;
      else expect(end).toMatchObject({ files: total, missing: 0 });
      expect([0, pieceSize, 2 * pieceSize, total]).toContain(count);
    }
    expect(cancelled).toBeGreaterThan(0);
    await importSource(project, request());
    expect(await importSource(project, request())).toMatchObject({ read: 0, unchanged: total });
    const ids = project.catalog.images.ids();
    expect(project.catalog.images.byIds(ids).map(({ path }) => path)).toEqual(
      project.catalog.images.byIds(project.catalog.images.ids({}, 'path')).map(({ path }) => path),
    );
  });

  it('before it began reads nothing, and forgets nothing that was there', async () => {
    await importSource(project, request());
    const signal = AbortSignal.abort();
    await expect(importSource(project, request(), { signal })).rejects.toMatchObject({ code: 'cancelled' });
    expect(project.catalog.images.countByState()).toMatchObject({ ok: total, missing: 0 });
  });
});

describe('an import whose process died', () => {
  it('is interrupted when the project is opened again, and one that came to its end is not', async () => {
    await importSource(project, request());
    project.catalog.sources.startImport(1);
    project.close();
    project = openProject(join(folder, 'project'));
    expect(imports()).toEqual(['interrupted', 'done']);
  });
});

describe('files that go and come back', () => {
  it('are missing, then as before, without being read; a bad one has its reason again', async () => {
    truncateSync(join(pool, '0000.bmp'), 100);
    const first = await importSource(project, request());
    expect(first.quarantined).toMatchObject([{ path: '0000.bmp', code: 'truncated' }]);
    const away = join(folder, 'away');
    renameSync(pool, away);
    mkdirSync(pool);
    const gone = { ...request(), gone: true };
    expect(await importSource(project, gone)).toMatchObject({ files: 0, missing: total, read: 0 });
    expect(project.catalog.images.countByState()).toMatchObject({ ok: 0, missing: total });
    rmSync(pool, { recursive: true });
    renameSync(away, pool);
    expect(await importSource(project, request())).toMatchObject({ read: 1, added: 0, missing: 0 });
    expect(project.catalog.images.countByState()).toMatchObject({
      ok: total - 1,
      quarantined: 1,
      missing: 0,
    });
    const last = await importSource(project, request());
    expect(last).toMatchObject({ read: 0, unchanged: total, quarantined: first.quarantined });
  });

  it('are read again where a run could not read them', async () => {
    await importSource(project, request());
    const [id] = project.catalog.images.ids();
    project.catalog.images.quarantine(id, { code: 'vanished', reason: 'There is no such file.', values: {} });
    expect(await importSource(project, request())).toMatchObject({
      read: 1,
      changed: 1,
      unchanged: total - 1,
    });
    expect(project.catalog.images.get(id)).toMatchObject({ state: 'ok', code: null, reason: null });
  });

  it('are not read again where a person excluded them', async () => {
    await importSource(project, request());
    const [id] = project.catalog.images.ids();
    project.catalog.exclusions.set([id], true, 'Ada');
    expect(await importSource(project, request())).toMatchObject({ read: 0, unchanged: total });
    expect(project.catalog.images.get(id)).toMatchObject({ state: 'excluded' });
  });

  it('are read again where their time or size changed, and only those', async () => {
    await importSource(project, request());
    const now = new Date();
    utimesSync(join(pool, '0001.bmp'), now, new Date(now.getTime() - 5000));
    cpSync(join(pool, '0003.bmp'), join(pool, '0002.bmp'));
    rmSync(join(pool, '0004.bmp'));
    const report = await importSource(project, request());
    expect(report).toMatchObject({ read: 2, changed: 2, unchanged: total - 3, missing: 1, duplicates: 1 });
  });
});
