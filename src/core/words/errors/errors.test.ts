import { expect, it } from 'vitest';
import { noteSentence, noteTables, reasonSentence } from '../notes';
import { type ErrorCode, errorSentence, errorTables } from '.';
import type { ErrorWords } from './entry';

const tables: readonly Readonly<Record<string, ErrorWords>>[] = [...errorTables, ...noteTables];
const entries = tables.flatMap((table) => Object.entries(table));
const places = (sentence: string) =>
  [...new Set([...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort();
const sentences = ({ en }: ErrorWords) => (typeof en === 'string' ? [en] : [en.cli, en.window]);

it('has one entry a code: a second would take the place of the first in silence', () => {
  const codes = entries.map(([code]) => code);
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

it('writes what is said in words in the language of the sentence', () => {
  const seen = {
    code: 'split-by-name',
    values: { folder: 'val', meaning: { en: 'to train on', ko: '학습용' } },
  };
  expect(noteSentence(seen, 'window', 'en')).toBe('Judging by its name, the folder "val" is to train on.');
  expect(noteSentence({ ...seen, place: 'a.csv:3' }, 'window', 'ko')).toBe(
    'a.csv:3: 이름에 따라 "val" 폴더를 학습용 폴더로 읽었습니다.',
  );
});

it('makes the sentence of a stored reason from its facts, and leaves that of older versions', () => {
  const older = { code: 'corrupt', reason: 'It is damaged (x).', values: null };
  expect(reasonSentence(older, 'window', 'ko')).toBe('It is damaged (x).');
  expect(reasonSentence({ ...older, values: { reason: 'x' } }, 'window', 'ko')).toMatch(/손상.*\(x\)/);
  // A sentence without placeholders needs no facts.
  expect(reasonSentence({ code: 'duplicate', reason: 'A copy.', values: null }, 'window', 'ko')).toMatch(
    /같은 이미지/,
  );
  expect(reasonSentence({ code: null, reason: null, values: null }, 'window', 'ko')).toBeNull();
});
