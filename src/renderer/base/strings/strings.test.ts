import { describe, expect, it } from 'vitest';
import { en } from './en';
import { ko } from './ko';

/** Sentences by their keys joined by dots. */
function flat(words: object, under = ''): Map<string, string> {
  const sentences = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') sentences.set(`${under}${key}`, value);
    else for (const [path, sentence] of flat(value, `${under}${key}.`)) sentences.set(path, sentence);
  }
  return sentences;
}

const variables = (sentence: string) =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

const english = flat(en);
const korean = flat(ko);

describe('the Korean words', () => {
  it('name the same variables', () => {
    const differing = [...korean].filter(
      ([key, sentence]) => String(variables(sentence)) !== String(variables(english.get(key) ?? '')),
    );
    expect(differing).toEqual([]);
  });
});
