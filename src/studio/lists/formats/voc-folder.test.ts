import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ListPlace } from '../list-place';
import { imageSets, readVoc } from './voc-folder';

const folder = mkdtempSync(join(tmpdir(), 'voc-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('images of a long list share the labels that they have in common, and are told again without being kept', () => {
  const ids = Array.from({ length: 5000 }, (_, i) => `picture_${String(i).padStart(6, '0')}`);
  mkdirSync(join(folder, imageSets), { recursive: true });
  mkdirSync(join(folder, 'JPEGImages'));
  for (const [at, name] of ['cat', 'dog'].entries()) {
    const lines = ids.map((id, i) => `${id} ${i % 2 === at || i === 7 ? ' 1' : '-1'}`);
    writeFileSync(join(folder, imageSets, `${name}_train.txt`), `${lines.join('\n')}\n`);
  }
  const { entries, problems } = readVoc(new ListPlace(folder));
  expect(problems).toEqual([]);
  const [first, again] = [[...entries], [...entries]];
  expect(first).toEqual(again);
  expect(first[4]).not.toBe(again[4]);
  expect(first).toHaveLength(5000);
  expect(first[4]).toEqual({
    place: `${imageSets}/cat_train.txt line 5`,
    paths: ['JPEGImages/picture_000004.jpg', 'JPEGImages/picture_000004'],
    labels: ['cat'],
    split: 'train',
  });
  expect(first[7].labels).toEqual(['cat', 'dog']);
  expect(new Set(first.map(({ labels }) => labels)).size).toBe(3);
});
