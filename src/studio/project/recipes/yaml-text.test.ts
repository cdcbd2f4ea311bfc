import { describe, expect, it } from 'vitest';
import { recipeFromText } from './recipe-file';
import { yamlIn } from './yaml-text';

describe('yamlIn', () => {
  it.each([
    ['a merge key', 'a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\n', { a: { x: 1, y: 2 }, b: { x: 1, y: 3 } }],
    [
      'several',
      'a: &a {x: 1}\nb: &b {y: 2}\nc: {<<: [*a, *b]}\n',
      { a: { x: 1 }, b: { y: 2 }, c: { x: 1, y: 2 } },
    ],
    ['a byte order mark', '\ufeffx: 1\r\n', { x: 1 }],
  ])('reads %s', (_, text, value) => {
    expect(yamlIn(text)).toEqual(value);
  });

  it.each([
    ['tabs', 'a:\n\tb: 1\n', /^Tabs are not allowed as indentation at line 2/],
    ['two documents', 'a: 1\n---\nb: 2\n', /^Only one document can be read/],
    ['a loop', 'a: &a\n  b: *a\n', /refers to what it stands in/],
    ['a merge of no group', 'a: &a 1\nb: {<<: *a}\n', /./],
  ])('says in one line what is wrong with %s', (_, text, message) => {
    expect(() => yamlIn(text)).toThrow(expect.objectContaining({ message: expect.stringMatching(message) }));
    expect(() => yamlIn(text)).not.toThrow(/\n/);
  });
});

it('students of a recipe may take their settings from its teacher', () => {
  const recipe = recipeFromText(
    'teacher: &t {arch: small, weights: none, size: null, dropout: 0.2, survival: 0.9}\nstudents:\n  - {<<: *t, dropout: 0.4}\n',
  );
  expect(recipe.students).toEqual([
    { arch: 'small', weights: 'none', size: null, dropout: 0.4, survival: 0.9 },
  ]);
});
