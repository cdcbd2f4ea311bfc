import { describe, expect, it } from 'vitest';
import { describeRecipe } from '../../../core/recipe';
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

const { settings, ...words } = ko;
const english = flat(en);
const korean = flat(words);

describe('the Korean words', () => {
  it('name the same variables', () => {
    const differing = [...korean].filter(
      ([key, sentence]) => String(variables(sentence)) !== String(variables(english.get(key) ?? '')),
    );
    expect(differing).toEqual([]);
  });

  it('title and explain every setting of a recipe, with its unit', () => {
    const known = flat(settings);
    const fields = describeRecipe();
    const wanted = fields.flatMap(({ path, unit }) => {
      const key = path.replaceAll('.', '/');
      return [`${key}.title`, `${key}.help`, ...(unit ? [`units.${unit}`] : [])];
    });
    expect(wanted.filter((key) => !known.has(key))).toEqual([]);
    const paths = [...known.keys()].filter((key) => key.endsWith('.help'));
    expect(paths.filter((key) => !wanted.includes(key))).toEqual([]);
  });
});
