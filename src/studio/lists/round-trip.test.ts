import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { className, classNameError } from '../../catalog';
import { type Split, splits } from '../../core/vocabulary/images';
import { labelRows } from '../export/label-rows';
import { exportLabels } from '../export/labels';
import { goodPng } from '../import/files.fixture';
import { importSource } from '../import/index';
import { isText } from '../import/listing/listing';
import { createProject, type Project } from '../project/folder/project';
import { writtenFormats } from './table';

/** Names that a list may garble: characters of its own syntax, other scripts, numbers, words for missing values. */
const oddNames = [
  '.hidden',
  '@eaDir',
  ...[
    'a,b',
    'say "hi"',
    "it's",
    '<b>&amp;</b>',
    '猫 🐱',
    'é'.normalize('NFC'),
    'cat/dog',
    'cat\\dog',
    'Cat_Dog',
  ],
  ...[
    '..',
    'NUL',
    '0',
    '-1',
    '1 -1',
    'NaN',
    'null',
    'train',
    'cat_train',
    '{"choices":["x"]}',
    '[1]',
    'a;b|c',
  ],
  ...['=1+1', '%20', '?d=x&y', 'http://x/y', '&#10;', ']]>', '__proto__', 'constructor'],
];
const oddFiles = [
  ...[
    'plain.png',
    'two words.png',
    'a,b.png',
    'quote"\'.png',
    'ü 한글 🐈.png',
    '100%25 ?#&.png',
    'x.y.z.png',
  ],
  ...['-1.png', ' edge .png', 'semi;colon.png', '<tag>.png', 'back\\slash.png', 'data.png', '1 1.png'],
];

let root: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'round-trip-'));
  mkdirSync(join(root, 'photos/sub dir'), { recursive: true });
  mkdirSync(join(root, 'few'));
  for (let at = 0; at < 5; at++) await goodPng('').make(join(root, `few/${at}.png`));
  for (const [at, name] of [...oddFiles, ...oddNames.map((_, i) => `n${i}.png`)].entries()) {
    await goodPng('').make(join(root, at % 3 === 0 ? 'photos/sub dir' : 'photos', name));
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let projects = 0;
const newProject = () => createProject(join(root, `project-${++projects}`));

/** A project whose images have these classes (null: none) and splits. */
async function projectOf(folder: string, given: readonly { label: string | null; split: number }[]) {
  const project = newProject();
  const { catalog } = project;
  await importSource(project, { path: join(root, folder), kind: 'pool' });
  const classIds = catalog.classes.ensure(given.flatMap(({ label }) => (label === null ? [] : [label])));
  const ids = catalog.images.ids({}, 'path');
  for (const [at, id] of ids.entries()) {
    const { label, split } = given[at % given.length];
    if (label !== null) catalog.labels.set([id], classIds.get(className(label)) as number, 'ann');
    const name = splits[split];
    // Images of the training split always have a class.
    if (label !== null || name !== 'labelled-train') catalog.splits.move([id], name);
  }
  return project;
}

/** A file has only one test split, to which named test sets are added. */
const inFile = (split: Split): Split => (split === 'extra-test' ? 'test' : split);

/** Class and split of each usable image, by its content. */
function content({ catalog }: Project, withUnlabelled = true): Map<string | null, string> {
  const names = new Map(catalog.classes.list().map((each) => [each.id, each.name]));
  const all = catalog.images.byIds(catalog.images.ids({ state: 'ok' }));
  return new Map(
    all
      .filter(({ classId }) => withUnlabelled || classId !== null)
      .map(({ contentHash, split, classId }) => [
        contentHash,
        `${inFile(split)}: ${names.get(classId ?? 0) ?? '(none)'}`,
      ]),
  );
}

async function goesAndComes(project: Project, format: string, paths: 'absolute' | 'relative') {
  const { writing } = writtenFormats.find(({ name }) => name === format)!;
  const folder = join(root, `out-${projects}-${format}-${paths}`);
  const target = join(folder, writing.ending === null ? 'labels' : `labels.${writing.ending}`);
  const classes = project.catalog.classes.active().map(({ name }) => name);
  const rows = labelRows(project, { pseudoLabels: false, unlabelled: writing.unlabelled });
  const result = await exportLabels(rows, { format, target, paths, classes });
  const again = newProject();
  try {
    const report = await importSource(again, { path: target });
    expect(result.failed).toEqual([]);
    expect(report).toMatchObject({ problems: [], quarantined: [] });
    expect(content(again)).toEqual(content(project, writing.unlabelled));
  } finally {
    again.close();
    rmSync(folder, { recursive: true, force: true });
    rmSync(again.folder, { recursive: true, force: true });
  }
}

describe('a list goes out and comes back equal', () => {
  const formats = writtenFormats.map(({ name }) => name);

  it('is tried in every format that is written', () => {
    expect(formats).toEqual(['csv', 'jsonl', 'folders', 'coco', 'label-studio', 'cvat', 'voc', 'fiftyone']);
  });

  for (const format of formats)
    for (const paths of ['absolute', 'relative'] as const)
      it(`${format}, ${paths}: awkward names of classes and files, every split`, async () => {
        const given = oddNames.map((label, at) => ({ label, split: at % splits.length }));
        const project = await projectOf('photos', [
          ...given,
          { label: null, split: splits.indexOf('unlabelled') },
          { label: null, split: splits.indexOf('test') },
        ]);
        await goesAndComes(project, format, paths);
        project.close();
      });

  const label = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((name) => classNameError(className(name)) === null && isText(className(name)));
  const given = fc.array(
    fc.record({ label: fc.option(label, { freq: 6 }), split: fc.nat(splits.length - 1) }),
    { minLength: 1, maxLength: 6 },
  );
  for (const format of formats)
    it(`${format}: any names`, async () => {
      await fc.assert(
        fc.asyncProperty(given, async (each) => {
          const project = await projectOf('few', each);
          try {
            if (content(project, false).size > 0) await goesAndComes(project, format, 'relative');
          } finally {
            project.close();
            rmSync(project.folder, { recursive: true, force: true });
          }
        }),
        { numRuns: 10 },
      );
    }, 60_000);
});

it('the originals were only read', () => {
  expect(readdirSync(join(root, 'photos')).length).toBeGreaterThan(20);
});
