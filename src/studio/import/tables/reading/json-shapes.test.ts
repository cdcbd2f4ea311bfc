import { describe, expect, it } from 'vitest';
import { Brought } from '../../brought.fixture';

const brought = Brought.forEach();

const paths = ['a.png', 'b.png', 'c.png'];
const [labels, splits] = [
  ['cat', 'dog', 'cat'],
  ['train', 'train', 'test'],
];
const rows = paths.map((path, at) => ({ path, label: labels[at], split: splits[at] }));
const column = (values: readonly string[]) => Object.fromEntries(values.entries());

describe('a single JSON', () => {
  it.each<[string, unknown]>([
    ['a list of objects', rows],
    ['columns of objects', { path: column(paths), label: column(labels), split: column(splits) }],
    ['columns of lists', { path: paths, label: labels, split: splits }],
    [
      'columns beside data',
      {
        columns: ['path', 'label', 'split'],
        index: [0, 1, 2],
        data: rows.map(({ path, label, split }) => [path, label, split]),
      },
    ],
    ['objects by number', Object.fromEntries(rows.entries())],
    ['objects by path', Object.fromEntries(rows.map(({ path, ...row }) => [path, row]))],
    ['a schema beside data', { schema: { fields: [] }, data: rows }],
    ['a list under a key', { version: 1, images: rows }],
    ['lists by split', { train: rows.slice(0, 2), test: [{ path: 'c.png', label: 'cat' }] }],
    ['labels by path by split', { train: { 'a.png': 'cat', 'b.png': 'dog' }, test: { 'c.png': 'cat' } }],
    ['paths by class by split', { train: { cat: ['a.png'], dog: ['b.png'] }, test: { cat: ['c.png'] } }],
  ])('is read as %s', async (_, json) => {
    await brought.pictures(paths.join(' '));
    brought.write('l.json', JSON.stringify(json));
    const { images, problems } = await brought.imported('l.json');
    expect(images).toEqual(['a.png|cat|labelled-train', 'b.png|dog|labelled-train', 'c.png|cat|test']);
    expect(problems).toEqual([]);
  });

  it('has paths by class', async () => {
    await brought.pictures(paths.join(' '));
    brought.write('classes.json', JSON.stringify({ cat: ['a.png', 'c.png'], dog: ['b.png'] }));
    expect((await brought.imported('classes.json')).images).toEqual(
      paths.map((path, at) => `${path}|${labels[at]}|labelled-train`),
    );
  });

  it('has paths by split alone', async () => {
    await brought.pictures(paths.join(' '));
    brought.write('splits.json', JSON.stringify({ test: ['a.png'], unlabelled: ['b.png'] }));
    expect((await brought.imported('splits.json')).images).toEqual(['a.png||test', 'b.png||unlabelled']);
  });

  it.each<[string, unknown]>([
    ['a list of numbers', [1, 2]],
    ['columns of different lengths', { path: paths, label: ['cat'] }],
    ['settings', { width: { least: 3 }, height: { least: 4 } }],
    ['splits of something else', { train: [1, 2], test: [3] }],
    ['texts by class', { cat: ['a small animal'], dog: ['another'] }],
  ])('is refused with %s', async (_, json) => {
    brought.write('l.json', JSON.stringify(json));
    await expect(brought.imported('l.json')).rejects.toMatchObject({ code: 'unknown-list' });
  });
});
