import { note } from '../../../core/words/notes';
import type { ListContent, ListEntry, ListFormat } from '../format';
import type { ListPlace } from '../list-place';
import { Problems } from '../problems';
import { splitWord } from '../splits';
import { textLines } from '../text-chunks';
import { alikeNote, toldApart } from '../told-apart';

/**
 * ImageNet's lists as CVAT and Datumaro write them: `synsets.txt` with a class in each line, and a file for each subset with an image and
 * the numbers of its classes in each line. Class folders without lists are read like any other folders.
 */
export const imagenet: ListFormat = {
  name: 'imagenet',
  words: {
    en: {
      title: 'ImageNet lists',
      help: 'synsets.txt, and a list of images and class numbers for each split.',
    },
    ko: { title: 'ImageNet 목록', help: 'synsets.txt와 분할마다 이미지와 클래스 번호의 목록입니다.' },
  },
  reading: { fits: (place) => place.isFolder && place.has(synsets) && subsetsOf(place).length > 0, read },
};

const synsets = 'synsets.txt';
const entry = /^(?:"((?:[^"\\]|\\.)*)"|(\S.*?))((?:\s+\d+)+)$/;

function subsetsOf(place: ListPlace): string[] {
  return place.names('.txt').filter((name) => {
    if (name === synsets) return false;
    for (const { line } of textLines(place.file(name))) return entry.test(line);
    return false;
  });
}

function read(place: ListPlace): ListContent {
  const problems = new Problems();
  const named = Array.from(textLines(place.file(synsets)), ({ line }, at): [string, string] => {
    const [, synset, name] = /^(n\d{8})\s+(.+)$/.exec(line) ?? [];
    return [synset ?? String(at), name ?? line];
  });
  const { names: classes, alike } = toldApart(named);
  const entries: ListEntry[] = [];
  for (const name of subsetsOf(place)) {
    const split = splitWord(name.slice(0, -'.txt'.length));
    for (const { line, number: at } of textLines(place.file(name))) {
      const where = `${name} line ${at}`;
      const [, quoted, plain, numbers] = entry.exec(line) ?? [];
      const path = quoted?.replace(/\\(.)/g, '$1') ?? plain;
      if (path === undefined) {
        problems.add(where, note('entry-line', { expected: 'IMAGE NUMBER' }));
        continue;
      }
      const labels = numbers
        .trim()
        .split(/\s+/)
        .flatMap((number) => {
          const label = classes[Number(number)];
          if (label !== undefined) return [label];
          problems.add(where, note('entry-category', { category: number }));
          return [];
        });
      entries.push({ place: where, paths: [path], labels: [...new Set(labels)], split });
    }
  }
  return { entries, classes, problems: problems.list, notes: alikeNote(synsets, alike) };
}
