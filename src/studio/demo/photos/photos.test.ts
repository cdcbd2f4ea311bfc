import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawPhotos } from './draw-photos';
import { photoFolders } from './photo-folders';
import { photoSource } from './photo-source';
import { listPhotos } from './run-photos';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'photos-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Makes folders with these names and this many files each; the content of each file is its path. */
function makeFolders(counts: Readonly<Record<string, number>>): string {
  const folder = join(root, 'mine');
  for (const [name, count] of Object.entries(counts)) {
    mkdirSync(join(folder, name), { recursive: true });
    for (let i = 0; i < count; i++) writeFileSync(join(folder, name, `${i}.jpg`), `${name} ${i}`);
  }
  return folder;
}

const splitsOf = (photos: ReturnType<typeof drawPhotos>, name: string | null) =>
  ['train', 'test', 'unlabelled'].map(
    (split) => photos.filter((photo) => photo.split === split && photo.trueClass === name).length,
  );

describe('photographs', () => {
  it('are of the class of their folder, wherever it lies, and of none in out-of-domain', () => {
    const folder = makeFolders({ 'a/cat': 6, 'a/dog': 5, 'out-of-domain': 3, '.': 2 });
    writeFileSync(join(folder, 'a', 'cat', 'notes.txt'), 'none');
    const { classes, outOfDomain } = photoFolders(folder);
    expect(classes.map(({ name, files }) => [name, files.length])).toEqual([
      ['cat', 6],
      ['dog', 5],
    ]);
    expect(outOfDomain).toHaveLength(3);
    expect(classes[0].files[0]).toBe(join(folder, 'a', 'cat', '0.jpg'));
  });

  it('of one class, or of too few, are refused with what to do', () => {
    expect(() => photoFolders(makeFolders({ cat: 9 }))).toThrow(/1 folder .*two classes or more/);
    const few = photoFolders(makeFolders({ cat: 9, dog: 4 }));
    expect(() => drawPhotos(few, 1)).toThrow(/"dog" has 4 photographs/);
  });

  it('are drawn by seed: 20 and 40 a class, the rest and those of no class as the pool, less of a small class', () => {
    const folders = photoFolders(makeFolders({ cat: 150, dog: 120, hen: 10, 'out-of-domain': 7 }));
    const photos = drawPhotos(folders, 1);
    expect(splitsOf(photos, 'cat')).toEqual([20, 40, 90]);
    expect(splitsOf(photos, 'dog')).toEqual([20, 40, 60]);
    expect(splitsOf(photos, 'hen')).toEqual([2, 4, 4]);
    expect(splitsOf(photos, null)).toEqual([0, 0, 7]);
    expect(new Set(photos.map(({ file }) => file)).size).toBe(287);
    expect(drawPhotos(folders, 1)).toEqual(photos);
    expect(drawPhotos(folders, 2)).not.toEqual(photos);
    // One more photograph in one class does not move any in another.
    const grown = photoFolders(makeFolders({ cat: 151 }));
    expect(drawPhotos(grown, 1).filter(({ trueClass }) => trueClass === 'dog')).toEqual(
      photos.filter(({ trueClass }) => trueClass === 'dog'),
    );
  });
});

describe('a demo on photographs', () => {
  const quiet = { tell: () => {}, signal: new AbortController().signal };
  const options = (photos: string) => ({
    photos,
    folder: join(root, 'demo'),
    seed: 3,
    quick: true,
    students: 1,
  });

  it('draws once, keeps the true classes of the pool out of the list, and takes no other photographs for the same', async () => {
    const mine = makeFolders({ cat: 10, dog: 10, 'out-of-domain': 2 });
    const first = await listPhotos(quiet, options(mine));
    const lines = readFileSync(first.list, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(22);
    for (const { path, split, label } of lines) {
      expect(label === undefined).toBe(split === 'unlabelled');
      if (split === 'unlabelled') expect(Object.keys(first.truth)).toContain(path);
    }
    expect(Object.values(first.truth).filter((name) => name === null)).toHaveLength(2);
    writeFileSync(join(mine, 'cat', 'new.jpg'), 'new');
    expect(await listPhotos(quiet, options(mine))).toEqual(first);
    await expect(listPhotos(quiet, options(root))).rejects.toMatchObject({ code: 'demo-photos-other' });
  });
});

describe('an archive of photographs', () => {
  it('is unpacked once, and anew where it is another', async () => {
    const place = join(root, 'place');
    const file = join(root, 'mine.tar');
    const mine = makeFolders({ cat: 5, dog: 5 });
    await create({ file, cwd: mine }, ['cat', 'dog']);
    const folder = await photoSource(file, place);
    expect(photoFolders(folder).classes.map(({ files }) => files.length)).toEqual([5, 5]);
    writeFileSync(join(folder, 'cat', 'more.jpg'), 'mine');
    expect(await photoSource(file, place)).toBe(folder);
    expect(readdirSync(join(folder, 'cat'))).toHaveLength(6);
    utimesSync(file, 1, 1);
    await photoSource(file, place);
    expect(readdirSync(join(folder, 'cat'))).toHaveLength(5);
  });

  it('is not needed for a folder, which stays as it is', async () => {
    const mine = makeFolders({ cat: 5, dog: 5 });
    expect(await photoSource(mine, join(root, 'place'))).toBe(mine);
    expect(existsSync(join(root, 'place'))).toBe(false);
  });

  it('that is none, or that reaches out of its folder, harms nothing', async () => {
    const place = join(root, 'place');
    await expect(photoSource(join(root, 'nothing.tar'), place)).rejects.toMatchObject({
      code: 'no-such-path',
    });
    const text = join(root, 'text.tar');
    writeFileSync(text, 'no archive at all'.repeat(100));
    await expect(photoSource(text, place)).rejects.toMatchObject({ code: 'demo-photos-archive' });
    const out = join(root, 'out.tar');
    writeFileSync(join(root, 'evil.jpg'), 'evil');
    mkdirSync(join(root, 'deep', 'er'), { recursive: true });
    await create({ file: out, cwd: join(root, 'deep', 'er'), preservePaths: true }, ['../../evil.jpg']);
    await expect(photoSource(out, join(root, 'deep', 'er'))).rejects.toMatchObject({
      code: 'demo-photos-archive',
    });
    expect(statSync(join(root, 'evil.jpg')).size).toBe(4);
  });

  it('is not unpacked over a folder that is someone’s own', async () => {
    const file = join(root, 'mine.tar');
    await create({ file, cwd: makeFolders({ cat: 5, dog: 5 }) }, ['cat', 'dog']);
    const place = join(root, 'place');
    mkdirSync(join(place, 'source'), { recursive: true });
    writeFileSync(join(place, 'source', 'holiday.jpg'), 'mine');
    await expect(photoSource(file, place)).rejects.toMatchObject({ code: 'demo-folder-in-use' });
    expect(existsSync(join(place, 'source', 'holiday.jpg'))).toBe(true);
  });
});
