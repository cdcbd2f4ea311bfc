import { describe, expect, it } from 'vitest';
import { placeIn, splitLayout } from './split-layout';

const layout = (...folders: string[]) =>
  splitLayout(
    folders.map((each) => (each === '' ? [] : each.split('/'))),
    { lone: true },
  );
const place = (folders: string[], file: string) => {
  const found = layout(...folders);
  return found && placeIn(found, file.split('/'));
};

describe('a tree split by folders', () => {
  const trees: [name: string, folders: string[], file: string, split: string, label: string | null][] = [
    ['on top', ['train/cat', 'train/dog', 'val/cat', 'test/dog'], 'test/dog', 'test', 'dog'],
    ['in any case', ['Training/cat', 'VALID/cat'], 'VALID/cat', 'validation', 'cat'],
    ['below a folder that holds all', ['chest/train/ill', 'chest/test/ill'], 'chest/test/ill', 'test', 'ill'],
    ['twice', ['seg_train/seg_train/sea', 'seg_test/seg_test/sea'], 'seg_test/seg_test/sea', 'test', 'sea'],
    ['below the classes', ['cat/train', 'cat/test', 'dog/train', 'dog/test'], 'dog/test', 'test', 'dog'],
    ['below one class', ['cat/train', 'cat/test'], 'cat/test', 'test', 'cat'],
    [
      'below classes with days',
      ['cat/train/mon', 'cat/test/tue', 'dog/train/wed'],
      'cat/test/tue',
      'test',
      'cat',
    ],
    ['below sites', ['a/train/cat', 'a/test/cat', 'b/train/cat', 'b/test/dog'], 'b/test/dog', 'test', 'dog'],
    ['with one split', ['train/cat', 'train/dog'], 'train/dog', 'labelled-train', 'dog'],
    ['a test split alone', ['test/cat', 'test/dog'], 'test/dog', 'test', 'dog'],
    ['a test split without classes', ['test'], 'test', 'test', null],
    ['beside a pool', ['train/cat', 'unlabelled'], 'unlabelled', 'unlabelled', null],
    ['with deeper folders', ['train/cat/day 1', 'test/cat/day 2'], 'test/cat/day 2', 'test', 'cat'],
    ['with files without a class', ['train/cat', 'test'], 'test', 'test', null],
    [
      'in our export',
      ['labelled-train/a', 'validation/a', 'test/a'],
      'labelled-train/a',
      'labelled-train',
      'a',
    ],
  ];
  for (const [name, folders, file, split, label] of trees)
    it(name, () => expect(place(folders, file)).toEqual({ split, label }));

  it('has no say in what lies beside the splits, but in classes that have none', () => {
    expect(place(['train/cat', 'test/cat', 'notes'], 'notes')).toEqual({ split: undefined, label: null });
    expect(place(['a/train/cat', 'a/test/cat', 'a/x'], 'a/x')).toEqual({ split: undefined, label: null });
    expect(place(['cat/train', 'cat/test', 'dog'], 'dog')).toEqual({ split: undefined, label: 'dog' });
  });

  it('names its folders as they are spelt', () => {
    expect(layout('Train/cat', 'training/cat', 'TEST/cat')?.folders).toEqual({
      'labelled-train': ['Train', 'training'],
      test: ['TEST'],
    });
  });
});

describe('no split', () => {
  const trees: [string, string[]][] = [
    ['plain classes', ['cat', 'dog', 'cat/day 1']],
    ['a class of trains', ['car', 'train', 'bus']],
    ['flat pictures', ['']],
    ['nothing', []],
  ];
  for (const [name, folders] of trees) it(name, () => expect(layout(...folders)).toBeNull());
});

describe('a single folder called like a split', () => {
  /** Split and class of every folder, those without either left out. */
  const places = (...folders: string[]) =>
    Object.fromEntries(
      [...(layout(...folders)?.places ?? [])].map(([path, { split, label }]) => [
        path,
        [split ?? 'rest', label ?? '-'].join(' '),
      ]),
    );
  const trees: [name: string, folders: string[], places: Record<string, string>][] = [
    ['for a test', ['cat', 'dog', 'test'], { cat: 'rest cat', dog: 'rest dog', test: 'test -' }],
    [
      'for a test of classes',
      ['cat', 'test/cat', 'test/dog'],
      { cat: 'rest cat', 'test/cat': 'test cat', 'test/dog': 'test dog' },
    ],
    ['for a pool', ['cat', 'dog', 'pool'], { cat: 'rest cat', dog: 'rest dog', pool: 'unlabelled -' }],
    [
      'for a pool beside parts of classes',
      ['cat/labeled', 'dog/labeled', 'unlabeled'],
      { 'cat/labeled': 'labelled-train cat', 'dog/labeled': 'labelled-train dog', unlabeled: 'unlabelled -' },
    ],
    [
      'beside classes with splits of their own',
      ['cat/train', 'cat/test', 'dog/train', 'unlabelled'],
      {
        ...{ 'cat/train': 'labelled-train cat', 'cat/test': 'test cat' },
        ...{ 'dog/train': 'labelled-train dog', unlabelled: 'unlabelled -' },
      },
    ],
    [
      'in each class',
      ['cat', 'cat/test', 'dog', 'dog/test'],
      { cat: 'rest cat', 'cat/test': 'test cat', dog: 'rest dog', 'dog/test': 'test dog' },
    ],
    [
      'in a split',
      ['train/cat', 'train/dog', 'train/unlabeled', 'test/cat'],
      {
        ...{ 'train/cat': 'labelled-train cat', 'train/dog': 'labelled-train dog' },
        ...{ 'train/unlabeled': 'unlabelled -', 'test/cat': 'test cat' },
      },
    ],
  ];
  for (const [name, folders, expected] of trees) it(name, () => expect(places(...folders)).toEqual(expected));

  it('is a class beside its opposite, below splits that all have it, and where the splits are below it', () => {
    expect(layout('valid', 'invalid')).toBeNull();
    expect(places('train/beach', 'train/pool', 'test/beach', 'test/pool')).toEqual({
      ...{ 'train/beach': 'labelled-train beach', 'train/pool': 'labelled-train pool' },
      ...{ 'test/beach': 'test beach', 'test/pool': 'test pool' },
    });
    expect(places('beach/train', 'beach/test', 'pool/train', 'pool/test')['pool/test']).toBe('test pool');
  });

  it('among the rows of a list is the class that the list says', () => {
    expect(splitLayout([['test'], ['bus']])).toBeNull();
  });
});

describe('splits in splits', () => {
  it('are read together, and nothing that either holds out is trained on', () => {
    const folders = [
      ...['train/labeled/cat', 'train/labeled/dog', 'train/unlabeled', 'test/cat', 'test/dog'],
    ];
    expect(place(folders, 'train/labeled/cat')).toEqual({ split: 'labelled-train', label: 'cat' });
    expect(place(folders, 'train/unlabeled')).toMatchObject({ split: 'unlabelled' });
    expect(place(folders, 'test/dog')).toEqual({ split: 'test', label: 'dog' });
    const twice = ['train/train/cat', 'train/train/dog', 'train/val/cat', 'test/cat'];
    expect(place(twice, 'train/val/cat')).toEqual({ split: 'validation', label: 'cat' });
    expect(place(twice, 'train/train/dog')).toEqual({ split: 'labelled-train', label: 'dog' });
    expect(place(['train/cat', 'test/train/cat', 'test/test/cat'], 'test/train/cat')).toEqual({
      split: 'test',
      label: 'cat',
    });
    expect(place(['cat/train', 'cat/train/val', 'dog/train', 'dog/test'], 'cat/train/val')).toEqual({
      split: 'validation',
      label: 'cat',
    });
  });

  it('are classes with pictures right in them and others beside: pictures of trains', () => {
    const folders = ['train/bus', 'train/train', 'test/bus', 'test/train'];
    expect(place(folders, 'train/train')).toEqual({ split: 'labelled-train', label: 'train' });
    expect(place(folders, 'test/train')).toEqual({ split: 'test', label: 'train' });
    const ofTests = ['train/bus', 'train/test', 'test/bus', 'test/test'];
    expect(place(ofTests, 'test/test')).toEqual({ split: 'test', label: 'test' });
    expect(place(['train/bus', 'train/train', 'val/bus'], 'train/train')?.label).toBe('train');
  });
});

describe('names of splits', () => {
  it.each([
    ['heldout', 'test'],
    ['held-out', 'test'],
    ['Unseen', 'test'],
    ['trainval', 'labelled-train'],
    ['train_val', 'labelled-train'],
    ['development', 'validation'],
  ])('%s is %s', (name, split) => {
    expect(place(['train/cat', `${name}/cat`, `${name}/dog`], `${name}/cat`)).toEqual({
      split,
      label: 'cat',
    });
  });
});
