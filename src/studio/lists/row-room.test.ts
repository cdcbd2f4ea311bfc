import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HeapInfo } from 'node:v8';
import { expect, it } from 'vitest';
import { refuseFullHeap, refuseTooManyRows } from './row-room';
import { textLines } from './text-chunks';

const text = 'path,label\n'.repeat(1000);

it('a list with more rows than there is memory for is refused before it is read, with how many there may be', () => {
  expect(() => refuseTooManyRows('/l.csv', text, 300 * 640)).toThrow(
    expect.objectContaining({
      code: 'list-too-many-rows',
      message: expect.stringMatching(/1,001 rows.*300/),
    }),
  );
});

it('a list whose rows fit is not, and any list of some thousand rows fits', () => {
  refuseTooManyRows('/l.csv', text, 1001 * 640);
  refuseTooManyRows('/l.csv', text);
});

it('the entries of a JSON are counted whether it has one line, a line for each key, or is JSON Lines', () => {
  const objects = Array.from({ length: 1000 }, (_, i) => ({ path: `${i}.jpg`, label: 'cat' }));
  const refused = (entries: string, room: number) =>
    expect(() => refuseTooManyRows('/l.json', entries, room));
  // 640 bytes for each row and 64 for each value.
  for (const text of [JSON.stringify(objects), JSON.stringify(objects, null, 2)]) {
    refused(text, 300 * 768).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/1,000 rows.*300/) }),
    );
    refused(text, 1000 * 768).not.toThrow();
  }
  const labels = JSON.stringify(Object.fromEntries(objects.map(({ path, label }) => [path, label])));
  refused(labels, 300 * 704).toThrow(/1,000 rows.*300/);
  refused(labels, 1000 * 704).not.toThrow();
  const lines = objects
    .map((each) => `${JSON.stringify({ ...each, source: { kind: 'import' } })}\n`)
    .join('');
  refused(lines, 300 * 640).toThrow(/1,001 rows.*300/);
  refused(lines, 1001 * 640).not.toThrow();
});

it('reading stops where what is kept of a list has nearly filled the memory for objects', () => {
  const young = 48 * 2 ** 20;
  const heap = { heap_size_limit: young + 1e9, used_heap_size: 851e6 } as HeapInfo;
  expect(() => refuseFullHeap('/coco.json', heap)).toThrow(/Split it into several lists/);
  refuseFullHeap('/coco.json', { ...heap, used_heap_size: 849e6 });
  refuseFullHeap('/coco.json');
});

it('a line of more than 16 million characters is refused at once, with its number', () => {
  const folder = mkdtempSync(join(tmpdir(), 'long-line-'));
  try {
    const file = join(folder, 'list.txt');
    const long = 'images/a b.jpg 1 '.repeat(2 ** 20);
    writeFileSync(file, `a.jpg 1\n\n${long}`);
    expect(() => [...textLines(file)]).toThrow(/^Line 3 of .*list\.txt has more than 17 MB/);
    writeFileSync(file, `a.jpg 1\n${long.slice(0, 1000)}\n`);
    expect([...textLines(file)].map(({ number }) => number)).toEqual([1, 2]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
