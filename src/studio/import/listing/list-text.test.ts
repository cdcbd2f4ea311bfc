import { constants } from 'node:buffer';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readListHead, readListText } from './list-text';

let file: string;

beforeAll(() => {
  file = join(mkdtempSync(join(tmpdir(), 'list-text-')), 'list.csv');
});
afterAll(() => rmSync(join(file, '..'), { recursive: true }));

function read(bytes: Uint8Array | string, encoding?: string) {
  writeFileSync(file, bytes);
  return readListText(file, encoding);
}

/** A list with these classes, each as the bytes that an old program writes (hex, from iconv). */
const list = (...labels: string[]) =>
  Buffer.concat(
    ['path,label', ...labels.map((_, i) => `img/${i}.jpg,`)].flatMap((start, i) => [
      Buffer.from(start),
      Buffer.from(labels[i - 1] ?? '', 'hex'),
      Buffer.from('\r\n'),
    ]),
  );

const text = 'path,label\r\nimg/a.jpg,Käfer\r\nimg/b.jpg,고양이\r\n';
const utf16be = Buffer.from(text, 'utf16le').swap16();

describe('text that says its code', () => {
  const cases: [string, Uint8Array | string, string][] = [
    ['UTF-8', text, 'utf-8'],
    ['UTF-8 with a mark', `\uFEFF${text}`, 'utf-8'],
    ['UTF-16 LE with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 LE without', Buffer.from(text, 'utf16le'), 'utf-16le'],
    ['UTF-16 BE with a mark', Buffer.concat([Buffer.from('feff', 'hex'), utf16be]), 'utf-16be'],
    ['UTF-16 BE without', utf16be, 'utf-16be'],
  ];
  for (const [name, bytes, encoding] of cases)
    it(name, () => expect(read(bytes)).toEqual({ text, encoding }));
});

describe('an old code page', () => {
  // Bytes from `printf … | iconv -t CODE | xxd -p`.
  const cases: [encoding: string, labels: [word: string, hex: string][]][] = [
    [
      'windows-1252',
      [
        ['Bäcker', '42e4636b6572'],
        ['Böcker', '42f6636b6572'],
      ],
    ],
    [
      'windows-1252',
      [
        ['café', '636166e9'],
        ['niño', '6e69f16f'],
        ['Öl', 'd66c'],
        ['“x”', '937894'],
      ],
    ],
    [
      'euc-kr',
      [
        ['고양이', 'b0edbee7c0cc'],
        ['강아지', 'b0adbec6c1f6'],
      ],
    ],
    [
      'euc-kr',
      [
        ['사과', 'bbe7b0fa'],
        ['배', 'b9e8'],
        ['포도', 'c6f7b5b5'],
      ],
    ],
    [
      'shift_jis',
      [
        ['ネコ', '836c8352'],
        ['犬', '8ca2'],
      ],
    ],
    [
      'euc-jp',
      [
        ['ネコ', 'a5cda5b3'],
        ['りんご', 'a4eaa4f3a4b4'],
      ],
    ],
    [
      'gb18030',
      [
        ['苹果', 'c6bbb9fb'],
        ['香蕉', 'cfe3bdb6'],
      ],
    ],
    [
      'big5',
      [
        ['蘋果', 'c4abaa47'],
        ['貓', 'bfdf'],
        ['狗', 'aaaf'],
      ],
    ],
    [
      'windows-1251',
      [
        ['кошка', 'eaeef8eae0'],
        ['собака', 'f1eee1e0eae0'],
      ],
    ],
    [
      'windows-1253',
      [
        ['γάτα', 'e3dcf4e1'],
        ['σκύλος', 'f3eafdebeff2'],
      ],
    ],
  ];
  for (const [encoding, labels] of cases) {
    const words = labels.map(([word]) => word);
    it(`${encoding} is found: ${words.join(', ')}`, () => {
      const found = read(list(...labels.map(([, hex]) => hex)));
      expect(found.encoding).toBe(encoding);
      expect(found.guessed?.sample).toBe(`img/0.jpg,${words[0]}`);
      expect(found.text.trim().split('\r\n').slice(1)).toEqual(
        words.map((word, i) => `img/${i}.jpg,${word}`),
      );
    });
  }

  it('never makes one name of two, whatever their bytes', () => {
    const labels = Array.from({ length: 128 }, (_, i) => (i + 128).toString(16));
    const rows = read(list(...labels))
      .text.trim()
      .split('\r\n')
      .slice(1);
    expect(new Set(rows.map((row) => row.split(',')[1])).size).toBe(128);
  });

  it('is read as told', () => {
    expect(read(list('c4'), 'windows-1251').text).toContain('Д');
    expect(() => read(list('c4'), 'klingon')).toThrow('"klingon" is not an encoding');
    expect(() => read(list('61', 'e4'), 'utf-8')).toThrow(/is not utf-8 in line 3/);
  });

  it('beside UTF-8 in one file is refused by its line', () => {
    const mixed = list(
      ...['Käfer', 'Bär', 'Löwe', 'Kröte'].map((word) => Buffer.from(word).toString('hex')),
      'e4',
    );
    expect(() => read(mixed)).toThrow(/is UTF-8 except for line 6,/);
  });
});

it('a list of more characters than a text can have is refused, with what to do', () => {
  writeFileSync(file, 'path,label\n');
  truncateSync(file, constants.MAX_STRING_LENGTH + 1);
  expect(() => readListText(file)).toThrowError(/larger than 536 MB.*Split it/);
});

describe('the head of a list', () => {
  const row = 'img/a.jpg,고양이\n';
  const long = `path,label\n${row.repeat(20_000)}`;

  it.each([
    ['UTF-8', Buffer.from(long)],
    ['UTF-16 LE', Buffer.from(`\uFEFF${long}`, 'utf16le')],
    ['UTF-16 BE', Buffer.from(`\uFEFF${long}`, 'utf16le').swap16()],
  ])('is whole lines of some 64 KB in %s', (_, bytes) => {
    writeFileSync(file, bytes);
    const head = readListHead(file).replace('\uFEFF', '');
    expect(long.startsWith(head)).toBe(true);
    expect(head.endsWith(row)).toBe(true);
    expect(Math.abs((head.length / long.length) * bytes.length - 65_536)).toBeLessThan(100);
  });

  it('is all of a short one, whose last line needs no end', () => {
    writeFileSync(file, 'path,label\na.jpg,cat');
    expect(readListHead(file)).toBe('path,label\na.jpg,cat');
  });
});
