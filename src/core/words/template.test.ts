import { describe, expect, it } from 'vitest';
import { counted } from './counted';
import { fill } from './template';

describe('a sentence with numbers', () => {
  it('has the form that the number before it takes', () => {
    const about = (images: number | string) =>
      fill('Read {{images}} [image|images] of {{name}}.', { images, name: 'set 2' });
    expect([about(1), about('1'), about(0), about(1204), about('1,204')]).toEqual([
      ...['Read 1 image of set 2.', 'Read 1 image of set 2.', 'Read 0 images of set 2.'],
      ...['Read 1,204 images of set 2.', 'Read 1,204 images of set 2.'],
    ]);
  });

  it('counts by numbers alone, not by names between', () => {
    const words = 'Of {{name}}, {{wrong}} of {{all}} [is|are] wrong: {{name}} [it|they]';
    expect(fill(words, { name: 'a', wrong: 3, all: 1 })).toBe('Of a, 3 of 1 is wrong: a it');
  });

  it('keeps brackets that are no forms', () => {
    expect(fill('[{{shape}}] [a] {{text}}', { shape: '1, 3', text: '[b|c]' })).toBe('[1, 3] [a] [b|c]');
  });

  it('and counts of the command line take it too', () => {
    expect([counted(1, 'image'), counted(2, 'class', 'classes'), counted(1204, 'label')]).toEqual([
      ...['1 image', '2 classes', '1,204 labels'],
    ]);
  });
});
