import { expect, it, vi } from 'vitest';
import { JsonOutput, lineOf, shown, table } from './output';
import { terminalWidth } from './terminal-width';

it('a result is one line of JSON, whatever is in it and however long its lists are', () => {
  const numbers = Array.from({ length: 1201 }, (_, i) => i);
  const data = {
    type: 'result',
    numbers,
    none: [],
    left: undefined,
    text: 'a\nb',
    deep: { list: [1, [2]] },
    no: null,
  };
  const pieces = [...lineOf(data)];
  expect(pieces.join('')).toBe(`${JSON.stringify(data)}\n`);
  expect([...lineOf({})].join('')).toBe('{}\n');
  // A piece has at most 500 entries.
  expect(Math.max(...pieces.map((piece) => piece.split(',').length))).toBe(501);
});

it('names with line breaks and terminal codes stay in their line of a table', () => {
  const name = 'a\n\u001b[31m\u009b2J\u2028.png';
  expect(shown(name)).toBe('"a\\n\\u001b[31m\\u009b2J\\u2028.png"');
  expect(shown('b "c" 가.png')).toBe('b "c" 가.png');
  expect(table(['file', 'class'], [[name, 'cat']]).split('\n')).toHaveLength(3);
});

it('columns are aligned as a terminal shows them, where Korean letters are twice as wide and accents take no room', () => {
  expect(['가나', 'e\u0301e', 'ab', '漢', '🐕', '–', '각'.normalize('NFD')].map(terminalWidth)).toEqual([
    4, 2, 2, 2, 2, 1, 2,
  ]);
  expect(
    table(
      ['이름', 'n'],
      [
        ['바지 A', '1'],
        ['hat', '20'],
      ],
    ).split('\n'),
  ).toEqual(['이름      n', '──────   ──', '바지 A    1', 'hat      20']);
});

it('progress is written as JSON ten times a second at most, and always at the end', () => {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  try {
    const output = new JsonOutput();
    const rest = { phase: 'preparing', unit: 'images', imagesPerSecond: 1, secondsLeft: null } as const;
    const tell = (done: number) =>
      output.event({ type: 'progress', stage: 'train', progress: { ...rest, done, total: 1000 } });
    for (let done = 0; done <= 1000; done++) tell(done);
  } finally {
    write.mockRestore();
  }
  const told = lines.map((line) => JSON.parse(line).progress.done);
  expect([told[0], told.at(-1)]).toEqual([0, 1000]);
  expect(told.length).toBeLessThan(100);
});
