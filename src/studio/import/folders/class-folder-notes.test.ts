import { describe, expect, it } from 'vitest';
import { foldersWithin } from './class-folder-notes';

const pictures = (...folders: string[]) =>
  folders.flatMap((folder) => [`${folder}/1.jpg`, `${folder}/2.jpg`]);
const told = (...folders: string[]) => foldersWithin(pictures(...folders)).map(({ values }) => values);

describe('folders within a class that may be the classes', () => {
  it('are named with the folder to import instead, however deep it is', () => {
    expect(told('animals/cat', 'animals/dog')).toEqual([
      { label: 'animals', folder: 'animals', folders: 'cat, dog' },
    ]);
    expect(told('repo-main/data/cat', 'repo-main/data/dog/young')).toEqual([
      { label: 'repo-main', folder: 'repo-main/data', folders: 'cat, dog' },
    ]);
  });

  it('are not those that another class has too, those with numbers, or a single one', () => {
    expect(told('cat/day1', 'dog/day1', 'dog/day2')).toEqual([]);
    expect(told('cat/2024-01', 'cat/2024-02')).toEqual([]);
    expect(told('cat/indoors/morning', 'dog')).toEqual([]);
  });
});
