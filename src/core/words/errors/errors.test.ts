import { expect, it } from 'vitest';
import { type ErrorCode, errorSentence, errorTables, errorWords } from '.';
import type { ErrorWords } from './entry';

const entries = Object.entries<ErrorWords>(errorWords);
const places = (sentence: string) => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
const sentences = ({ en }: ErrorWords) => (typeof en === 'string' ? [en] : [en.cli, en.window]);

it('has one entry a code: a second would take the place of the first in silence', () => {
  const codes = errorTables.flatMap((table) => Object.keys(table));
  expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
});

it('says the same facts on every face and in every language', () => {
  for (const [code, words] of entries)
    for (const sentence of [...sentences(words), words.ko])
      expect.soft(places(sentence), code).toEqual(places(sentences(words)[0]));
});

it('ends in a full stop and names no command in the window', () => {
  for (const [code, { en, ko }] of entries) {
    for (const sentence of [...sentences({ en, ko }), ko]) expect.soft(sentence, code).toMatch(/[.?})]$/);
    const window = typeof en === 'string' ? en : en.window;
    for (const sentence of [window, ko]) expect.soft(sentence, code).not.toMatch(/noisy-studio|--\w/);
  }
});

it('fills the places, numbers as the language writes them', () => {
  expect(errorSentence('unknown-row', { row: 12345, rows: 1000 }, 'window', 'ko')).toBe(
    '12,345번 행이 없습니다. 라벨링한 이미지는 1,000개입니다.',
  );
  const code: ErrorCode = 'run-unfinished';
  const values = { id: '1234', state: 'failed' };
  expect(errorSentence(code, values, 'cli')).toBe(
    'Run 1234 is failed. Finish it with "noisy-studio resume".',
  );
  expect(errorSentence(code, values, 'window')).toBe(
    'Run 1234 is failed. Press Resume on the Runs screen to finish it.',
  );
});
