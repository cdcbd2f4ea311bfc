import { describe, expect, it } from 'vitest';
import { placeIn, splitLayout } from './split-layout';

const layout = (...folders: string[]) =>
  splitLayout(folders.map((each) => (each === '' ? [] : each.split('/'))));
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
