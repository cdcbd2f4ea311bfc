import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProject, type Project } from '../project/folder/project';
import { goodPng } from './files.fixture';
import { type ImportRequest, importSource } from './index';

let folder: string;
let project: Project;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bad-lists-'));
  project = createProject(join(folder, 'project'));
  for (const name of ['a.png', 'b.png', 'c, with comma.png', 'a "quoted" word.png', 'ü.png'])
    await goodPng('').make(join(folder, name));
});

afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const lines = (...rows: unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n');
const classes = () => [...project.catalog.classes.byName().keys()];

/** Path, split, class name and state of the imported images. */
function images(): [string, string, string | undefined, string][] {
  const names = new Map(project.catalog.classes.list().map(({ id, name }) => [id, name]));
  return project.catalog.images
    .byIds(project.catalog.images.ids({}, 'path'))
    .map(({ path, split, classId, state }) => [path, split, classId ? names.get(classId) : undefined, state]);
}

describe('a list', () => {
  it('as spreadsheets write it: byte order mark, CRLF, quotes, blank lines, columns in any order and case', async () => {
    const text =
      '\uFEFF"Label",PATH,split\r\ncat,a.png,train\r\n\r\ndog,"c, with comma.png",test\r\n,ü.png,\r\n';
    const report = await importSource(project, { path: write('good.csv', text) });
    expect(report).toMatchObject({ files: 3, added: 3, quarantined: [], problems: [] });
    expect(images()).toEqual([
      ['a.png', 'labelled-train', 'cat', 'ok'],
      ['c, with comma.png', 'test', 'dog', 'ok'],
      ['ü.png', 'unlabelled', undefined, 'ok'],
    ]);
  });

  const refused: [what: string, name: string, content: string | Uint8Array, code: string, says: string[]][] =
    [
      [
        'wrong columns',
        'l.csv',
        'id,animal\na.png,cat\n',
        'list-columns',
        ['"id", "animal"', '"path"', '"label"', '"split"'],
      ],
      [
        'no header and a choice of labels',
        'l.csv',
        'a.png,cat,brown\n',
        'list-columns',
        ['"a.png"', '"path"', 'add a line'],
      ],
      ['nothing in it', 'l.csv', '', 'list-empty', ['empty', '"path"']],
    ];
  for (const [what, name, content, code, says] of refused)
    it(`is refused with ${what}; the message says what was found and what is expected`, async () => {
      const error = await importSource(project, { path: write(name, content) }).catch((thrown) => thrown);
      expect(error).toMatchObject({ name: 'StudioError', code });
      for (const part of says) expect(error.message).toContain(part);
      expect(error.message).toMatch(/l\.csv .*\.$/s);
      expect(project.catalog.images.count()).toBe(0);
    });

  const csvLines: [line: string, code: string][] = [
    ['c, with comma.png,dog', 'bad-row'],
    ['a "quoted" word.png,dog', 'ok'],
    ['"q"uoted.png,dog', 'vanished'],
    [',dog', 'row-without-path'],
    ['b.png,dog', 'ok'],
    ['a.png,dog', 'repeated-row-other'],
    ['./a.png,cat', 'repeated-row'],
    ['gone.png,dog', 'vanished'],
  ];
  it('of CSV names each bad line and takes the others', async () => {
    const text = ['path,label', 'a.png,cat', ...csvLines.map(([line]) => line)].join('\n');
    const report = await importSource(project, { path: write('l.csv', text) });
    const named = new Map(report.problems.map(({ place, code }) => [place, code]));
    for (const [index, [, code]] of csvLines.entries())
      if (code !== 'ok' && code !== 'vanished')
        expect([index, named.get(`l.csv:${index + 3}`)]).toEqual([index, code]);
    expect(report.problems).toHaveLength(4);
    for (const { reason } of report.problems) expect(reason).toMatch(/^[A-Z"a].* .*\.$/);
    expect(report.quarantined).toMatchObject([
      { path: '"q"uoted.png', code: 'vanished' },
      { path: 'gone.png', code: 'vanished' },
    ]);
    expect(images().filter(([, , , state]) => state === 'ok')).toEqual([
      ['a "quoted" word.png', 'labelled-train', 'dog', 'ok'],
      ['a.png', 'labelled-train', 'cat', 'ok'],
      ['b.png', 'labelled-train', 'dog', 'ok'],
    ]);
    expect(classes()).toEqual(['cat', 'dog']);
  });

  it('of CSV with a quote that never closes names the line where it opens', async () => {
    const text = 'path,label\na.png,cat\n"b.png,dog\nü.png,dog\n';
    const report = await importSource(project, { path: write('l.csv', text) });
    expect(report.problems).toEqual([
      {
        place: 'l.csv:3',
        code: 'quote-open',
        reason: expect.stringMatching(/^Nothing was read from here .*quote.*\.$/),
        values: {},
      },
    ]);
    expect(images()).toEqual([['a.png', 'labelled-train', 'cat', 'ok']]);
  });

  it('of JSON Lines names each bad line and takes the others', async () => {
    const bad: [line: string, code: string][] = [
      ['{"path": "b.png", "label": "dog"', 'bad-row'],
      ['"b.png"', 'row-needs-path'],
      ['null', 'row-needs-path'],
      ['{"label": "dog"}', 'row-needs-path'],
      ['{"path": 7}', 'row-needs-path'],
      ['{"path": "b.png", "label": {"name": "dog"}}', 'row-not-text'],
      ['{"path": "b\\u0000.png"}', 'row-character'],
      ['{"path": "b\\ud800.png"}', 'row-character'],
      ['{"path": "b.png", "label": "\\udfff"}', 'row-character'],
      ['{"path": "b.png", "split": "traning"}', 'unknown-split'],
      ['{"path": "./a.png", "label": "dog"}', 'repeated-row-other'],
      ['{"path": "a.png"}', 'repeated-row'],
    ];
    const good = ['{"path": "a.png", "label": "cat"}', '', '{"path": "ü.png", "label": 3, "split": "val"}'];
    const text = `\uFEFF${[good[0], ...bad.map(([line]) => line), ...good.slice(1)].join('\r\n')}`;
    const report = await importSource(project, { path: write('l.jsonl', text) });
    expect(report.problems.map(({ place, code }) => [place, code])).toEqual(
      bad.map(([, code], index) => [`l.jsonl:${index + 2}`, code]),
    );
    for (const { reason } of report.problems) expect(reason).toMatch(/^[A-Z"a].* .*\.$/);
    expect(images()).toEqual([
      ['a.png', 'labelled-train', 'cat', 'ok'],
      ['ü.png', 'validation', '3', 'ok'],
    ]);
    expect(classes()).toEqual(['3', 'cat']);
  });

  it('puts a label aside that is no class of labels.json, and takes the file once the label is right', async () => {
    write('labels.json', JSON.stringify({ 0: 'trouser', 1: 'ankle boot' }));
    const rows = [
      { path: 'a.png', label: 0 },
      { path: 'b.png', label: 'ankle bot' },
      { path: 'ü.png', label: '2' },
    ];
    const path = write('l.jsonl', lines(...rows));
    const report = await importSource(project, { path });
    expect(report.quarantined).toMatchObject([
      {
        path: 'b.png',
        code: 'label-unknown-near',
        reason: expect.stringContaining('Did you mean "ankle boot"?'),
      },
      { path: 'ü.png', code: 'label-unknown', reason: '"2" is not a class in labels.json.' },
    ]);
    expect(classes()).toEqual(['trouser', 'ankle boot']);
    expect(await importSource(project, { path })).toMatchObject({ read: 0, unchanged: 3, changed: 0 });
    write('l.jsonl', lines(rows[0], { path: 'b.png', label: 'ankle boot' }, rows[2]));
    expect(await importSource(project, { path })).toMatchObject({ read: 1, unchanged: 2, changed: 1 });
    expect(images()[1]).toEqual(['b.png', 'labelled-train', 'ankle boot', 'ok']);
  });

  it('reads files again only where they changed, and a corrected label without reading', async () => {
    const path = write('l.csv', 'path,label\na.png,cat\nb.png,cat\n');
    expect(await importSource(project, { path })).toMatchObject({ read: 2 });
    write('l.csv', 'path,label\na.png,cat\nb.png,dog\n');
    expect(await importSource(project, { path })).toMatchObject({ read: 0, unchanged: 2 });
    expect(images()[1]).toEqual(['b.png', 'labelled-train', 'dog', 'ok']);
  });
});

describe('what cannot be imported at all', () => {
  const list = () => write('l.csv', 'path\na.png\n');
  const refused: [what: string, path: () => string, kind: 'csv' | undefined, code: string][] = [
    ['nothing there', () => join(folder, 'nowhere'), undefined, 'no-such-path'],
    ['a picture', () => join(folder, 'a.png'), undefined, 'path-is-file'],
    ['a folder as a list', () => folder, 'csv', 'unreadable-path'],
  ];
  for (const [what, path, kind, code] of refused)
    it(`${what}: ${code}`, () => refuses({ path: path(), kind }, code));

  const labels: [what: string, text: string][] = [
    ['half of it', '["cat"'],
    ['numbers', '[1, 2]'],
    ['an empty list', '[]'],
    ['a name of nothing', '["cat", " "]'],
    ['half a character', '["\\ud800"]'],
  ];
  for (const [what, text] of labels)
    it(`labels.json with ${what} is refused`, async () => {
      write('labels.json', text);
      await refuses({ path: list() }, /^labels-file(-shape)?$/);
    });

  it('labels.json that is a folder', async () => {
    mkdirSync(join(folder, 'labels.json'));
    await refuses({ path: list() }, 'labels-file');
  });

  it('labels.json that is a pipe nobody writes to', async () => {
    execFileSync('mkfifo', [join(folder, 'labels.json')]);
    await refuses({ path: list() }, 'labels-file');
  });

  async function refuses(request: ImportRequest, code: string | RegExp): Promise<void> {
    const error = await importSource(project, request).catch((thrown) => thrown);
    expect(error).toMatchObject({ name: 'StudioError', code: expect.stringMatching(code) });
    expect(error.message).toMatch(/ .*\.$/s);
    expect(project.catalog.sources.list()).toEqual([]);
  }

  it('a folder is a folder, whatever its name', async () => {
    mkdirSync(join(folder, 'shots.csv/cat'), { recursive: true });
    await goodPng('').make(join(folder, 'shots.csv/cat/a.png'));
    expect(await importSource(project, { path: join(folder, 'shots.csv') })).toMatchObject({ added: 1 });
  });
});
