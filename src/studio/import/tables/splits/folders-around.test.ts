import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { foldersAround } from './folders-around';

it.each([
  ['/data/lists', '/data/test', ['data', 'test']],
  ['/data/a/lists', '/data/test', ['test']],
  ['/data/test/labels', '/data/test', ['test']],
  ['/home/test/lists', '/home/test/photos/val', ['photos', 'val']],
  ['/srv/lists', '/Users/test/photos', ['photos']],
  ['/srv/dev/lists', '/srv/dev/photos', ['photos']],
  ['/srv/lists', join(tmpdir(), 'photos'), ['photos']],
])('from the list folder %s, %s may say %j', (list, folder, names) => {
  expect(foldersAround(list, folder)).toEqual(names);
});
