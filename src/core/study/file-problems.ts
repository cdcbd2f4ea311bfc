import type { z } from 'zod';
import { errorSentence } from '../words/errors';
import type { InEach, Language } from '../words/language';
import { closest } from '../words/suggest';

/** What each part of a study's file has to be, by its place without positions. */
const allowed: Readonly<Record<string, InEach<string>>> = {
  '': {
    en: 'a name, arms or settings to vary, and seeds, each as "key: value"',
    ko: '이름, 조건 또는 바꿔 볼 설정, 시드를 "키: 값"으로 적은 것',
  },
  name: { en: 'one line of 1 to 80 letters', ko: '1~80자의 한 줄' },
  question: { en: 'text of at most 400 letters', ko: '400자 이하의 글' },
  base: {
    en: 'the name of a preset, or settings as in a recipe file',
    ko: '프리셋 이름 또는 레시피 파일과 같은 설정',
  },
  seeds: {
    en: 'how many seeds, from 1 to 50, or a list of 1 to 50 whole numbers from 0 to 4294967295',
    ko: '시드 개수(1~50) 또는 0~4294967295의 정수 1~50개 목록',
  },
  arms: {
    en: 'a list of arms, each with a "name" and a "set" of settings',
    ko: '"name"과 설정 "set"이 있는 조건의 목록',
  },
  'arms.*': { en: 'an arm: a "name" and a "set" of settings', ko: '"name"과 설정 "set"이 있는 조건' },
  'arms.*.name': { en: 'one line of 1 to 80 letters', ko: '1~80자의 한 줄' },
  'arms.*.set': {
    en: 'settings by path, such as { targets: hard, students.*.dropout: 0 }',
    ko: '경로로 적은 설정, 예: { targets: hard, students.*.dropout: 0 }',
  },
  vary: {
    en: 'settings by path, each with a list of values, such as { selection.threshold: [0.3, 0.6] }',
    ko: '경로로 적은 설정과 값의 목록, 예: { selection.threshold: [0.3, 0.6] }',
  },
  'vary.*': { en: 'a list of the values to try', ko: '시도할 값의 목록' },
  'arms.*.times': {
    en: 'numbers of the recipe by path, each with a factor above 0, such as { training.studentLength.amount: 0.25 }',
    ko: '레시피의 숫자를 경로로 적고 0보다 큰 배수를 준 것, 예: { training.studentLength.amount: 0.25 }',
  },
  baseline: { en: 'the name of an arm', ko: '조건의 이름' },
  claims: {
    en: 'a list of claims, each with a "claim" and what it "says" of the arms',
    ko: '"claim"과 조건에 대해 말하는 "says"가 있는 주장의 목록',
  },
  'claims.*': {
    en: 'a claim: a "claim" and what it "says" of the arms',
    ko: '"claim"과 조건에 대해 말하는 "says"가 있는 주장',
  },
  'claims.*.claim': { en: 'text of 1 to 400 letters', ko: '1~400자의 글' },
  'claims.*.says': {
    en: 'a list of differences between arms, each as { of: one arm, over: another }',
    ko: '조건 사이의 차이를 { of: 한 조건, over: 다른 조건 }으로 적은 목록',
  },
};

const keys = {
  '': ['name', 'question', 'base', 'seeds', 'arms', 'vary', 'baseline', 'claims'],
  'arms.*': ['name', 'set', 'times'],
  'claims.*': ['claim', 'says'],
  'claims.*.says': ['of', 'over', 'than'],
};

/** Everything that is wrong with the file of a study: a sentence for each place, without repetitions. */
export function fileProblems(error: z.ZodError, content: unknown): InEach<string> {
  const said = (language: Language) =>
    [...new Set(error.issues.flatMap((issue) => sentences(issue, content, language)))].join(' ');
  return { en: said('en'), ko: said('ko') };
}

function sentences(issue: z.core.$ZodIssue, content: unknown, language: Language): string[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey(path.join('.'), placeOf(path), key, language));
  // A problem inside the list of seeds is reported for the whole list.
  const at = path[0] === 'seeds' ? ['seeds'] : path;
  const value = valueAt(content, at);
  const allowedHere = allowed[placeOf(at)][language];
  if (at.length === 0) return [whole(value, allowedHere, language)];
  const values = { path: at.join('.'), allowed: allowedHere };
  return [
    value === undefined
      ? errorSentence('setting-missing', values, 'cli', language)
      : errorSentence('setting-value', { ...values, value: shortened(value) }, 'cli', language),
  ];
}

/** `arms.0.name` as `arms.*.name`, `vary.iterations` as `vary.*`. */
function placeOf([first, second, ...rest]: readonly PropertyKey[]): string {
  const names = second === undefined ? [first] : first === 'vary' ? ['vary', '*'] : [first, '*', rest[0]];
  return names.filter((part) => part !== undefined).join('.');
}

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  let value = content;
  for (const part of path)
    value = (value as Readonly<Record<PropertyKey, unknown>> | null | undefined)?.[part];
  return value;
}

function whole(value: unknown, allowedHere: string, language: Language): string {
  const isEmpty = value === null || value === undefined;
  if (language === 'ko')
    return `연구 파일은 ${allowedHere}이어야 합니다(${isEmpty ? '비어 있음' : shortened(value)}).`;
  return `The file ${isEmpty ? 'is empty' : `holds ${shortened(value)}`}; it must be ${allowedHere}.`;
}

function unknownKey(path: string, place: string, key: string, language: Language): string {
  const known = keys[place as keyof typeof keys] ?? [];
  const near = closest(key, known);
  const where = path === '' ? { en: 'A study', ko: '연구' } : { en: path, ko: path };
  return language === 'ko'
    ? `${where.ko}에는 "${key}"이(가) 없습니다. 쓸 수 있는 키: ${known.join(', ')}.${near ? ` ${near}을(를) 찾으셨나요?` : ''}`
    : `${where.en} has no "${key}"; it has ${known.join(', ')}.${near ? ` Did you mean ${near}?` : ''}`;
}

const longest = 60;

function shortened(value: unknown): string {
  const text = textOf(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** A YAML alias can contain itself, which JSON cannot express. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return Array.isArray(value) ? '[…]' : '{…}';
  }
}
