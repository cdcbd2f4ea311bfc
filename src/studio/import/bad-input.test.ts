import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Image } from '../../catalog';
import { runHere } from '../../cli/run-here.fixture';
import { createProject, type Project } from '../project/folder/project';
import { badFiles, goodFiles, goodPng, socketAt, type TestFile } from './files.fixture';
import { type ImportReport, importSource } from './index';

const isRoot = process.getuid?.() === 0;
const composed = 'Käfer'.normalize('NFC');
const decomposed = 'Käfer'.normalize('NFD');

/** Class folders that contain everything that a disk can hold. */
const files: readonly TestFile[] = [
  ...goodFiles.map((file) => ({ ...file, name: `cat/${file.name}` })),
  ...badFiles.map((file) => ({ ...file, name: `cat/${file.name}` })),
  { ...goodPng(`${composed}/a.png`) },
  { ...goodPng(`${decomposed}/a.png`) },
  { ...goodPng('dog/folder.jpg/inside.png') },
  { ...goodPng('unicorn/one.png'), outcome: 'label-unknown' },
];

let folder: string;
let pictures: string;
let project: Project;
let first: ImportReport;
let second: ImportReport;
let before: Map<string, string>;
let socket: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bad-input-'));
  pictures = join(folder, 'pictures');
  for (const name of ['cat', composed, decomposed, 'dog/folder.jpg', 'dog/empty.png', 'unicorn'])
    mkdirSync(join(pictures, name), { recursive: true });
  writeFileSync(join(pictures, 'labels.json'), JSON.stringify(['cat', 'dog', composed]));
  for (const { name, make } of files) await make(join(pictures, name));
  socket = await socketAt(join(pictures, 'cat/socket.png'));
  await goodPng('').make(join(pictures, 'beside.png'));
  await goodPng('').make(join(pictures, 'cat/.hidden.png'));
  await goodPng('').make(join(pictures, 'cat/twice.png'));
  copyFileSync(join(pictures, 'cat/twice.png'), join(pictures, 'cat/twice again.png'));
  await goodPng('').make(join(pictures, 'cat/either.png'));
  copyFileSync(join(pictures, 'cat/either.png'), join(pictures, 'dog/either.png'));
  symlinkSync('..', join(pictures, 'cat/loop'));
  await goodPng('').make(join(pictures, 'cat/locked.png'));
  chmodSync(join(pictures, 'cat/locked.png'), 0);
  before = fingerprints(pictures);
  project = createProject(join(folder, 'project'));
  first = await importSource(project, { path: pictures });
  second = await importSource(project, { path: pictures });
});

afterAll(() => {
  project.close();
  socket.close();
  rmSync(folder, { recursive: true, force: true });
});

/** For every entry: its kind, size, the times that a write would change, and content. */
function fingerprints(root: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of readdirSync(root, { recursive: true }) as string[]) {
    const stat = lstatSync(join(root, name));
    const readable = stat.isFile() && stat.size < 1e8 && (isRoot || (stat.mode & 0o400) !== 0);
    const content = readable
      ? createHash('sha256')
          .update(readFileSync(join(root, name)))
          .digest('hex')
      : '';
    found.set(name, [stat.mode, stat.size, stat.mtimeMs, stat.ctimeMs, content].join(' '));
  }
  return found;
}

const imagesOf = (report: ImportReport): Map<string, Image> =>
  new Map(
    project.catalog.images
      .byIds(project.catalog.images.ids({ sourceId: report.sourceId }))
      .map((image) => [image.path, image]),
  );

/** A sentence for a person: no code, no stack, and it ends with a full stop or question mark. */
const sentence = /^["A-Z][^\n]* [^\n]*[.?]$/;

describe('a folder with everything in it', () => {
  for (const { name, outcome } of files)
    it(`${JSON.stringify(name)}: ${outcome}`, () => {
      const image = imagesOf(first).get(name);
      const listed = first.quarantined.filter(({ path }) => path === name);
      if (outcome === 'ok') {
        expect(image).toMatchObject({ state: 'ok', code: null, reason: null });
        expect(listed).toEqual([]);
        return;
      }
      expect(image).toMatchObject({ state: 'quarantined', width: null, contentHash: null });
      expect(outcome.split('|')).toContain(image?.code);
      expect(listed).toEqual([
        { path: name, code: image?.code, reason: image?.reason, values: image?.reasonValues },
      ]);
      expect(image?.reason).toMatch(sentence);
    });

  it('a socket is named too', () => {
    const [found] = first.quarantined.filter(({ path }) => path === 'cat/socket.png');
    expect(found?.reason).toMatch(sentence);
  });

  // Root can read everything, so for root there is no file without permission.
  it.skipIf(isRoot)('a file without the right to read it', () => {
    expect(imagesOf(first).get('cat/locked.png')).toMatchObject({ code: 'file-permission' });
  });

  it('an image of a turned JPEG has the size a person sees', () => {
    expect(imagesOf(first).get('cat/turned.jpg')).toMatchObject({ width: 48, height: 64, format: 'jpeg' });
    expect(imagesOf(first).get('cat/a PNG by another name.jpg')).toMatchObject({ format: 'png' });
    expect(imagesOf(first).get('cat/animated.gif')).toMatchObject({ width: 64, height: 48 });
    expect(imagesOf(first).get('cat/one-pixel.png')).toMatchObject({ width: 1, height: 1 });
  });

  it('both spellings of a name are one class, and the folders keep their own', () => {
    const images = imagesOf(first);
    const classes = project.catalog.classes.byName();
    expect([...classes.keys()]).toEqual(['cat', 'dog', composed]);
    expect(images.get(`${composed}/a.png`)?.classId).toBe(classes.get(composed));
    expect(images.get(`${decomposed}/a.png`)?.classId).toBe(classes.get(composed));
  });

  it('a copy inside a class is kept once; one under two labels not at all', () => {
    const images = imagesOf(first);
    const pair = [images.get('cat/twice again.png'), images.get('cat/twice.png')];
    expect(pair.map((image) => image?.state).sort()).toEqual(['duplicate', 'ok']);
    expect(first.duplicates).toBe(1);
    for (const name of ['cat/either.png', 'dog/either.png']) {
      expect(images.get(name)).toMatchObject({ state: 'quarantined', code: 'label-conflict' });
      expect(images.get(name)?.reason).toMatch(sentence);
    }
  });

  it('names what is wrong with the folder itself, and passes hidden files over', () => {
    expect(first.problems.map(({ place, code }) => [place, code]).sort()).toEqual([
      ['beside.png', 'no-class-folder'],
      ['cat/loop', 'link-loop'],
    ]);
    for (const { reason } of first.problems) expect(reason).toMatch(sentence);
    expect(project.catalog.sources.issues(first.sourceId)).toEqual(first.problems);
    expect(imagesOf(first).has('cat/.hidden.png')).toBe(false);
  });

  it('every file is usable, a duplicate, or named with its reason: none is lost', () => {
    const counts = project.catalog.images.countByState(first.sourceId);
    expect(counts.quarantined).toBe(first.quarantined.length);
    expect(counts.ok + counts.duplicate + counts.quarantined).toBe(first.files);
    expect(first).toMatchObject({ added: first.files, changed: 0, unchanged: 0, missing: 0 });
    const bad = files.filter(({ outcome }) => outcome !== 'ok');
    // The table lacks the socket, and the two files with one picture under two labels.
    expect(first.quarantined).toHaveLength(bad.length + 3 + (isRoot ? 0 : 1));
    expect(files.length).toBeGreaterThan(50);
  });

  it('a second import reads nothing and changes nothing', () => {
    expect(second).toMatchObject({ read: 0, added: 0, changed: 0, missing: 0, unchanged: first.files });
    expect(second.quarantined).toEqual(first.quarantined);
    expect(second.problems).toEqual(first.problems);
  });

  it('leaves the originals as they were', () => {
    expect(fingerprints(pictures)).toEqual(before);
  });

  it('on the command line names every bad file and ends with exit code 3', async () => {
    const inUse = join(folder, 'from the command line');
    createProject(inUse).close();
    const { code, last } = await runHere(['-p', inUse, '--json', 'import', pictures]);
    expect(code).toBe(3);
    const { quarantined, problems } = first;
    expect(last).toMatchObject({ type: 'result', quarantined, problems });
  });
});
