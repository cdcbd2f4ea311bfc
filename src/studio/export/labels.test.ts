import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LabelRow } from '../lists/label-row';
import { FreeNames, safeName } from '../lists/names';
import { exportLabels } from './labels';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'labels-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const awkward = [
  'plain',
  'a,b',
  'say "hi"',
  'two\r\nlines',
  ' spaced ',
  '=1+1',
  '猫 🐱',
  '',
  '\ufeffmark',
  'naïve\n',
];

function rowsOf(labels: readonly (string | null)[]): LabelRow[] {
  return labels.map((label, i) => ({
    path: join(root, 'images', `${i}.png`),
    label,
    split: i % 2 ? 'test' : 'labelled-train',
    group: i % 2 ? `burst, ${i}` : null,
    source:
      i % 3
        ? { kind: 'pseudo-label', labellingRun: i, confidence: 1 / 3 }
        : { kind: 'person', who: 'Ada, "A."' },
    state: 'ok',
  }));
}

describe('exportLabels to one file', () => {
  it('writes CSV that csv-parse reads back value by value', async () => {
    const rows = rowsOf(awkward);
    const target = join(root, 'new', 'labels.csv');
    expect((await exportLabels(rows, { format: 'csv', target })).written).toBe(rows.length);
    const text = await readFile(target, 'utf8');
    const records = parse(text, { columns: true, relax_column_count: false }) as Record<string, string>[];
    expect(records.map((r) => r.label)).toEqual(awkward);
    expect(records.map((r) => r.path)).toEqual(rows.map((r) => r.path));
    expect(records[0]).toMatchObject({
      source: 'person',
      detail: 'Ada, "A."',
      labelling_run: '',
      confidence: '',
    });
    expect(records[1]).toMatchObject({
      source: 'pseudo-label',
      labelling_run: '1',
      split: 'test',
      group: 'burst, 1',
      state: 'ok',
    });
    expect(Number(records[1].confidence)).toBe(1 / 3);
    expect(text.startsWith('path,label,split,group,source,')).toBe(true);
  });

  it('writes JSON Lines that read back whole, with paths relative to the file', async () => {
    const rows = rowsOf([...awkward, null]);
    const target = join(root, 'labels.jsonl');
    await exportLabels(rows, { format: 'jsonl', target, paths: 'relative' });
    const lines = (await readFile(target, 'utf8')).trimEnd().split('\n');
    const expected = rows.map((row, i) => ({ ...row, path: `images/${i}.png` }));
    expect(lines.map((line) => JSON.parse(line))).toEqual(expected);
  });

  it('refuses an existing file and leaves it as it was', async () => {
    const target = join(root, 'labels.csv');
    await writeFile(target, 'mine');
    const writing = exportLabels(rowsOf(['a']), { format: 'csv', target });
    await expect(writing).rejects.toMatchObject({ code: 'export-target-exists' });
    expect(await readFile(target, 'utf8')).toBe('mine');
  });

  it('does not replace a file that appears while it writes', async () => {
    const target = join(root, 'labels.csv');
    const { writeFileSync } = await import('node:fs');
    function* late() {
      yield* rowsOf(['a']);
      writeFileSync(target, 'meanwhile');
    }
    await expect(exportLabels(late(), { format: 'csv', target })).rejects.toMatchObject({
      code: 'export-target-exists',
    });
    expect(await readFile(target, 'utf8')).toBe('meanwhile');
  });

  it('leaves nothing behind when the rows fail or the export is cancelled', async () => {
    function* broken(): Generator<LabelRow> {
      yield* rowsOf(['a']);
      throw new Error('catalog gone');
    }
    const target = join(root, 'labels.csv');
    await expect(exportLabels(broken(), { format: 'csv', target })).rejects.toThrow('catalog gone');
    const cancelled = exportLabels(rowsOf(['a']), { format: 'csv', target, signal: AbortSignal.abort() });
    await expect(cancelled).rejects.toThrow(/abort/i);
    expect(await readdir(root)).toEqual([]);
  });
});

describe('exportLabels to folders', () => {
  async function withFiles(rows: LabelRow[]): Promise<LabelRow[]> {
    await mkdir(join(root, 'images'), { recursive: true });
    for (const row of rows) await writeFile(row.path, `image ${row.path}`);
    return rows;
  }

  it('copies into split and class folders, no two classes in one, with a record of each', async () => {
    const labels = ['cat/dog', 'cat\\dog', 'Cat_Dog', '..', 'NUL', null, 'é', 'e\u0301'];
    const rows = await withFiles(rowsOf(labels).map((row) => ({ ...row, split: 'pool' })));
    const target = join(root, 'out');
    const result = await exportLabels(rows, { format: 'folders', target });
    expect(result).toMatchObject({ written: 7, unlabelled: 1, failed: [] });
    const folders = (await readdir(join(target, 'pool'))).sort();
    expect(folders).toEqual(['Cat_Dog-3', '_NUL', 'cat_dog', 'cat_dog-2', 'class', 'é', 'é-2'].sort());
    const records = parse(await readFile(join(target, 'labels.csv'), 'utf8'), { columns: true }) as Record<
      string,
      string
    >[];
    expect(records.map((r) => r.label)).toEqual(labels.filter((label) => label !== null));
    for (const record of records) {
      expect(await readFile(join(target, record.path), 'utf8')).toBe(`image ${record.original}`);
    }
  });

  it('keeps files of one name from different folders apart', async () => {
    for (const folder of ['a', 'b', 'c']) {
      await mkdir(join(root, folder));
      await writeFile(join(root, folder, folder === 'c' ? 'X.PNG' : 'x.png'), folder);
    }
    const base = { label: 'one', split: 'test', source: { kind: 'import' }, state: 'ok' } as const;
    const rows = ['a/x.png', 'b/x.png', 'c/X.PNG'].map((path) => ({ ...base, path: join(root, path) }));
    const target = join(root, 'empty');
    await mkdir(target);
    await exportLabels(rows, { format: 'folders', target });
    expect((await readdir(join(target, 'test', 'one'))).sort()).toEqual(['X-3.PNG', 'x-2.png', 'x.png']);
  });

  it('names what could not be copied and goes on', async () => {
    const rows = await withFiles(rowsOf(['a', 'b']));
    await rm(rows[0].path);
    const result = await exportLabels(rows, { format: 'folders', target: join(root, 'out') });
    expect(result.written).toBe(1);
    expect(result.failed).toMatchObject([
      { path: rows[0].path, reason: expect.stringContaining('there is no such file') },
    ]);
  });

  it('refuses a folder with something in it, and a file', async () => {
    const rows = await withFiles(rowsOf(['a']));
    for (const target of [join(root, 'images'), rows[0].path]) {
      await expect(exportLabels(rows, { format: 'folders', target })).rejects.toMatchObject({
        code: 'export-folder-used',
      });
    }
    expect(await readdir(join(root, 'images'))).toEqual(['0.png']);
  });

  it('leaves nothing behind when cancelled midway', async () => {
    const rows = await withFiles(rowsOf(['a', 'b', 'c']));
    const stop = new AbortController();
    const options = { signal: stop.signal, onProgress: () => stop.abort() };
    await expect(
      exportLabels(rows, { format: 'folders', target: join(root, 'out'), ...options }),
    ).rejects.toThrow(/abort/i);
    expect(await readdir(root)).toEqual(['images']);
  });
});

describe('names', () => {
  it('cuts long names at whole characters and keeps the ending', () => {
    const name = safeName(`${'猫'.repeat(120)}.png`, 'image');
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(247);
    expect(name).toMatch(/^猫+\.png$/);
  });

  it('never gives a name twice, also where a number is already part of one', () => {
    const names = new FreeNames();
    expect(['a-2', 'a', 'a', 'A', 'a-2'].map((name) => names.take(name))).toEqual([
      'a-2',
      'a',
      'a-3',
      'A-4',
      'a-2-2',
    ]);
  });
});
