import { expect, it } from 'vitest';
import { isImageName, isSystemName, unreadKind } from './file-names';

it('knows what systems leave between pictures', () => {
  const theirs =
    '.git .AppleDouble ._a.jpg .thumbnails .@__thumb .Trash-1000 Thumbs.db THUMBS.DB desktop.ini @eaDir #recycle @Recycle $RECYCLE.BIN $Recycle.Bin lost+found node_modules __MACOSX Icon\r';
  for (const name of [...theirs.split(' '), 'System Volume Information'])
    expect([name, isSystemName(name)]).toEqual([name, true]);
  for (const name of ['cat', 'a.jpg', 'thumbs', 'thumbs.db.jpg', '@home', 'recycle', '#1', 'lost', 'System'])
    expect([name, isSystemName(name)]).toEqual([name, false]);
});

it('knows pictures by their names, and those that are not read', () => {
  const read =
    'a.JPG a.jpeg a.jpe a.jif a.jfif a.pjpeg a.mpo a.png a.apng a.webp a.gif a.bmp a.dib a.tif a.TIFF a.avif a.heic a.HEIF a.hif a.jpg_large';
  for (const name of read.split(' ')) expect([name, isImageName(name)]).toEqual([name, true]);
  for (const name of ['a', 'jpg', 'a.jpg.txt', 'a.pdf', 'a.cr2'])
    expect([name, isImageName(name)]).toEqual([name, false]);
  expect(unreadKind('.cr2')?.en).toBe('camera raw files');
  expect(unreadKind('.jxl')?.en).toBe('JPEG XL files');
  expect(['.pdf', '.txt', '', '.jpg'].map(unreadKind)).toEqual([undefined, undefined, undefined, undefined]);
});
