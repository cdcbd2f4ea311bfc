import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteSentence } from '../../core/words/notes';
import { labelRows } from '../export/label-rows';
import { exportLabels } from '../export/labels';
import { createProject, type Project } from '../project/project';
import { goodPng } from './files.fixture';
import { importSource } from './index';

let folder: string;
let project: Project;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lists-'));
  project = createProject(join(folder, 'project'));
  mkdirSync(join(folder, 'img'));
  for (const name of ['a.png', 'b.png', 'ü.png'.normalize('NFC'), ' edge .png', 'c\\d.png'])
    await goodPng('').make(join(folder, 'img', name));
});

afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

async function importList(content: string | Uint8Array, name = 'l.csv', encoding?: string) {
  writeFileSync(join(folder, name), content);
  const report = await importSource(project, { path: join(folder, name), encoding });
  const names = new Map(project.catalog.classes.list().map((each) => [each.id, each.name]));
  const images = project.catalog.images.byIds(project.catalog.images.ids({ sourceId: report.sourceId }));
  return {
    report,
    notes: report.notes.map(({ code }) => code),
    images: images.map(({ path, split, classId, state }) =>
      [path, names.get(classId ?? 0) ?? null, split, state].join('|'),
    ),
  };
}

const twoClasses = ['img/a.png|cat|labelled-train|ok', 'img/b.png|dog|labelled-train|ok'];

describe('columns that say yes or no to a split', () => {
  const row = (name: string, label: string, flags: object) => ({ path: `img/${name}.png`, label, ...flags });
  const cases: [title: string, trained: object, heldOut: object, split: string][] = [
    ['is_test', { is_test: 0 }, { is_test: 1 }, 'test'],
    ['Is Train, in words', { 'Is Train': 'True' }, { 'Is Train': 'False' }, 'test'],
    ['is_val', { is_val: 'no' }, { is_val: 'yes' }, 'validation'],
    ['is_valid, as fastai has it', { is_valid: false }, { is_valid: true }, 'validation'],
    ['is_train beside is_val', { is_train: 1, is_val: 0 }, { is_train: 0, is_val: 1 }, 'validation'],
    ['is_test beside is_val', { is_test: 0, is_val: 0 }, { is_test: 0, is_val: 1 }, 'validation'],
    ['is_test with nothing for the others', { is_test: '' }, { is_test: '1.0' }, 'test'],
  ];
  it.each(cases)('%s: what it holds out is not trained on', async (_, trained, heldOut, split) => {
    const rows = [row('a', 'cat', trained), row('b', 'dog', heldOut)];
    const expected = ['img/a.png|cat|labelled-train|ok', `img/b.png|dog|${split}|ok`];
    const csv = [Object.keys(rows[0]), ...rows.map((each) => Object.values(each))].join('\n');
    expect((await importList(`${csv}\n`)).images).toEqual(expected);
  });

  it.each(cases)('%s, in JSON Lines', async (_, trained, heldOut, split) => {
    const rows = [row('a', 'cat', trained), row('b', 'dog', heldOut)];
    const { images } = await importList(rows.map((each) => `${JSON.stringify(each)}\n`).join(''), 'l.jsonl');
    expect(images).toEqual(['img/a.png|cat|labelled-train|ok', `img/b.png|dog|${split}|ok`]);
  });

  it('count for nothing beside a column of splits, and are named then', async () => {
    const { images } = await importList(
      'path,label,split,is_test\nimg/a.png,cat,train,1\nimg/b.png,dog,test,0\n',
    );
    expect(images).toEqual(['img/a.png|cat|labelled-train|ok', 'img/b.png|dog|test|ok']);
  });

  it('that say neither are told of as a split that there is not', async () => {
    const { images } = await importList('path,label,is_test\nimg/a.png,cat,0\nimg/b.png,dog,maybe\n');
    expect(images[0]).toBe('img/a.png|cat|labelled-train|ok');
    expect(images.join()).not.toContain('img/b.png|dog|labelled-train|ok');
  });
});

describe('labels that name several classes', () => {
  it('are said, with the labels', async () => {
    const { report } = await importList('path,label\nimg/a.png,"cat,dog"\nimg/b.png,dog\n');
    const [said] = report.notes.filter(({ code }) => code === 'several-labels');
    expect(said.values).toEqual({ labels: '"cat,dog"' });
  });

  it('are no names with a comma, as ImageNet has them', async () => {
    const { notes } = await importList('path,label\nimg/a.png,"tench, Tinca tinca"\nimg/b.png,dog\n');
    expect(notes).not.toContain('several-labels');
  });
});

describe('groups of a list', () => {
  const groups = () => {
    const { images } = project.catalog;
    const ids = images.ids({}, 'path');
    const named = images.groups(ids);
    return images.byIds(ids).map(({ id, path }) => `${path} ${named.get(id) ?? null}`);
  };

  it('are taken as they are given, in CSV and JSON Lines, come out again, and go with their column', async () => {
    await importList('path,label,group\nimg/a.png,cat, burst 7 \nimg/b.png,dog,\n');
    expect(groups()).toEqual(['img/a.png burst 7', 'img/b.png null']);
    const target = join(folder, 'out.csv');
    await exportLabels(labelRows(project, { pseudoLabels: false, unlabelled: true }), {
      format: 'csv',
      target,
    });
    expect(readFileSync(target, 'utf8')).toContain('a.png,cat,labelled-train,burst 7,');
    await importList('path,label\nimg/a.png,cat\nimg/b.png,dog\n');
    expect(groups()).toEqual(['img/a.png null', 'img/b.png null']);
    await importList(
      '{"path":"img/a.png","label":"cat","group_id":12}\n{"path":"img/b.png","label":"dog","group_id":null}',
      'l.jsonl',
    );
    expect(groups().filter((line) => !line.endsWith('null'))).toEqual(['img/a.png 12', 'img/a.png 12']);
  });

  it('that stand in the test and in training are said', async () => {
    const { report, notes } = await importList(
      'path,label,group,split\nimg/a.png,cat,x,train\nimg/b.png,dog,x,test\n',
    );
    expect(notes).toEqual(['groups-across']);
    expect(noteSentence(report.notes[0], 'cli')).toMatch(/^Groups of the list that stand .* \(1\): x\./);
  });
});

describe('a list as programs write it', () => {
  const lists: [what: string, content: string | Uint8Array, name?: string][] = [
    ['of Windows, with backslashes', 'path,label\r\nimg\\a.png,cat\r\n.\\img\\b.png,dog\r\n'],
    ['with semicolons and a mark', '\ufeffpath;label\r\nimg/a.png;cat\r\nimg/b.png;dog\r\n'],
    ['with a line for the spreadsheet above', 'sep=;\r\npath;label\r\nimg/a.png;cat\r\nimg/b.png;dog\r\n'],
    ['with tabs', 'path\tlabel\nimg/a.png\tcat\nimg/b.png\tdog\n', 'l.tsv'],
    ['with bars', 'path|label\nimg/a.png|cat\nimg/b.png|dog\n'],
    ['in UTF-16', Buffer.from('\ufeffpath\tlabel\r\nimg/a.png\tcat\r\nimg/b.png\tdog\r\n', 'utf16le')],
    ['of pandas, with an index', ',path,label,width\n0,img/a.png,cat,48\n1,img/b.png,dog,48\n'],
    ['with other names of columns', 'file_name,class\nimg/a.png,cat\nimg/b.png,dog\n'],
    ['with the column twice', 'path,label,label\nimg/a.png,cat,x\nimg/b.png,dog,y\n'],
    ['with quotes round everything', '"path";"label"\n"img/a.png";"cat"\n"img/b.png";"dog"\n'],
    ['with carriage returns alone', 'path,label\rimg/a.png,cat\rimg/b.png,dog\r'],
    [
      'as JSON Lines of a dataset library',
      '{"file_name":"img/a.png","label":"cat","w":1}\n{"file_name":"img/b.png","label":"dog"}',
      'l.jsonl',
    ],
  ];
  for (const [what, content, name] of lists)
    it(what, async () => {
      const { report, images } = await importList(content, name);
      expect(images).toEqual(twoClasses);
      expect(report).toMatchObject({ problems: [], quarantined: [] });
    });

  it('names the columns that it passes over', async () => {
    const { report } = await importList(',path,label,width\n0,img/a.png,cat,48\n');
    expect(report.notes).toEqual([
      {
        code: 'columns-passed-over',
        values: { columns: { en: 'one without a name, "width"', ko: '이름 없는 열, "width"' } },
      },
    ]);
  });
});

describe('classes', () => {
  it('of an old code page stay two, and the code is said', async () => {
    const { report, images } = await importList(
      Buffer.from('path,label\r\nimg/a.png,Bäcker\r\nimg/b.png,Böcker\r\n', 'latin1'),
    );
    expect(images).toEqual(['img/a.png|Bäcker|labelled-train|ok', 'img/b.png|Böcker|labelled-train|ok']);
    expect(report.notes).toMatchObject([{ code: 'encoding-guessed' }]);
    expect(noteSentence(report.notes[0], 'cli')).toMatch(/read as windows-1252: "img\/a.png,Bäcker"/);
  });

  it('of another code page are read as a person says', async () => {
    const { images } = await importList(
      Buffer.from('path,label\nimg/a.png,\xca\xee\xf2\n', 'latin1'),
      'l.csv',
      'windows-1251',
    );
    expect(images).toEqual(['img/a.png|Кот|labelled-train|ok']);
  });

  it('with a line break are put aside, not kept', async () => {
    const { report } = await importList('path,label\n"img/a.png","two\nlines"\nimg/b.png,"bell\u0007"\n');
    expect(report.quarantined.map(({ path, code }) => [path, code])).toEqual([
      ['img/a.png', 'class-name-control'],
      ['img/b.png', 'class-name-control'],
    ]);
    expect(report.quarantined[0].reason).toContain('"two\\nlines"');
    expect(project.catalog.classes.list()).toEqual([]);
    expect(() => project.catalog.classes.add('a\nb')).toThrow(/line break/);
  });

  it('that differ in what nobody sees are one', async () => {
    const { images } = await importList('path,label\nimg/a.png,cat\nimg/b.png,cat\u200b\n');
    expect(images.map((image) => image.split('|')[1])).toEqual(['cat', 'cat']);
  });

  it('of no value are none, which is said; a label given to nothing is no class to train on', async () => {
    const { report, images } = await importList(
      'path,label,split\nimg/a.png,NaN,train\nimg/b.png,None,\nimg/ü.png,,test\n',
    );
    expect(images).toEqual(['img/a.png||unlabelled|ok', 'img/b.png||unlabelled|ok', 'img/ü.png||test|ok']);
    expect(report.notes.map(({ code }) => code)).toEqual(['labels-missing', 'train-without-label']);
    expect(noteSentence(report.notes[0], 'cli')).toMatch(/"NaN" \(1\), "None" \(1\)/);
  });

  it('named NaN are classes where labels.json says so', async () => {
    writeFileSync(join(folder, 'labels.json'), '["NaN", "naan"]');
    const { images } = await importList('path,label\nimg/a.png,NaN\nimg/b.png,naan\n');
    expect(images.map((image) => image.split('|')[1])).toEqual(['NaN', 'naan']);
  });
});

describe('paths', () => {
  it('are found in the spelling of the disk, and kept as they are where that one is there', async () => {
    const { images, report } = await importList(
      `path\n${'img/ü.png'.normalize('NFD')}\n" img/a.png"\n"img/ edge .png"\nimg/c\\d.png\n`,
    );
    expect(report.quarantined).toEqual([]);
    expect(images.map((image) => image.split('|')[0])).toEqual([
      'img/ü.png'.normalize('NFC'),
      'img/a.png',
      'img/ edge .png',
      'img/c\\d.png',
    ]);
  });

  it('of nothing are said to be so', async () => {
    const { report } = await importList('path,label\nC:\\photos\\x.png,cat\n');
    expect(report.quarantined).toEqual([
      { path: 'C:\\photos\\x.png', code: 'vanished', reason: 'There is no such file.', values: {} },
    ]);
  });
});
