import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { noteSentence } from '../../../core/words/notes';
import { encoders, picture } from '../../../data/decode/images.fixture';
import { walk } from './walk';

let root: string;
let jpeg: Buffer;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'walk-'));
  jpeg = await encoders.jpeg(picture(8, 8), 8, 8);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, bytes: Uint8Array | string = jpeg): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), bytes);
}

it('finds every picture whatever its name, and counts what is none', async () => {
  const pictures = [
    'a.JPE',
    'b.jif',
    'c.mpo',
    'd.jpg_large',
    'e.heic',
    'f.pjpeg',
    'g.unknown',
    'h',
    'i.txt',
    'j.cr2',
  ];
  for (const name of pictures) put(name);
  put('k.apng', await encoders.png(picture(8, 8), 8, 8));
  put('broken.png', 'no picture');
  for (const name of ['notes.pdf', 'x.TXT', 'y.txt', 'README', 'labels.csv'])
    put(name, 'BMW is no bitmap, though it begins as one');
  execFileSync('mkfifo', [join(root, 'pipe')]);
  put('raw/photo.nef', Buffer.concat([Buffer.from('II*\0'), Buffer.alloc(60)]));
  put('raw/other.NEF', 'x');
  put('raw/new.jxl', 'x');
  const { files, problems, notes } = walk(root);
  expect(files).toEqual([...pictures, 'broken.png', 'k.apng'].sort());
  expect(notes.map((note) => noteSentence(note, 'cli'))).toEqual([
    'Ignored, because they are not pictures: 2 without an ending, 2 .txt, 1 .pdf.',
  ]);
  expect(problems).toMatchObject([
    {
      place: '.nef',
      code: 'unread-kind',
      reason: '2 files with this extension: camera raw files are not read. Save them as JPEG, PNG or TIFF.',
    },
    {
      place: '.jxl',
      code: 'unread-kind',
      reason: '1 file with this extension: JPEG XL files are not read. Save them as JPEG, PNG or TIFF.',
    },
  ]);
});

it('passes over what drives and programs leave', () => {
  const theirs = [
    '@eaDir/a.jpg/T.jpg',
    '$RECYCLE.BIN/a.jpg',
    'lost+found/a.jpg',
    'node_modules/a.jpg',
    '.AppleDouble/a.jpg',
  ];
  for (const name of theirs) put(`cat/${name}`);
  put('@eaDir/x.jpg');
  put('.thumbnails/x.jpg');
  put('cat/._a.jpg');
  put('cat/Thumbs.db');
  put('cat/a.jpg');
  expect(walk(root)).toMatchObject({ files: ['cat/a.jpg'], problems: [], notes: [], lists: [] });
});

it('names each picture whose name is not UTF-8, and keeps names that hold a replacement character', () => {
  const bytes = (path: string) => Buffer.concat([Buffer.from(`${root}/`), Buffer.from(path, 'latin1')]);
  mkdirSync(join(root, 'plain'));
  mkdirSync(bytes('caf\xe9'));
  for (const name of ['caf\xe9/a.png', 'plain/Mu\xf1oz.png', 'plain/Mu\xe9oz.png', 'plain/\xe9.txt'])
    writeFileSync(bytes(name), jpeg);
  put('plain/ok.png');
  put('plain/really \ufffd.png');
  const { files, problems } = walk(root);
  expect(files).toEqual(['plain/ok.png', 'plain/really \ufffd.png']);
  expect(problems.map(({ place, code }) => [place, code])).toEqual([
    ['caf\\xe9/a.png', 'name-encoding'],
    ['plain/Mu\\xe9oz.png', 'name-encoding'],
    ['plain/Mu\\xf1oz.png', 'name-encoding'],
    ['plain/\\xe9.txt', 'name-encoding'],
  ]);
});

it('follows a link once round', () => {
  put('cat/a.jpg');
  symlinkSync('..', join(root, 'cat/up'));
  const { files, problems } = walk(root);
  expect(files).toEqual(['cat/a.jpg']);
  expect(problems.map(({ place, code }) => [place, code])).toEqual([['cat/up', 'link-loop']]);
});

it('names hidden folders with pictures, but not those in which programs keep copies', () => {
  put('cat/a.jpg');
  put('.net/b.jpg');
  put('cat/.old/deeper/c.jpg');
  put('cat/.black/d.png');
  for (const name of ['.ipynb_checkpoints', '.thumbnails', '.Trash-1000', '.git', '.stversions'])
    put(`cat/${name}/e.jpg`);
  put('cat/._a.jpg');
  put('.config/settings.json', '{}');
  const { files, notes } = walk(root);
  expect(files).toEqual(['cat/a.jpg']);
  expect(notes.map((note) => noteSentence(note, 'cli'))).toEqual([
    '2 folders whose names begin with a dot were ignored although they hold pictures: .net, cat/.black. To include them, rename them and import the folder again.',
  ]);
});
