import { describe, expect, it } from 'vitest';
import { isSystemName } from '../../data/decode/format/file-names';
import { FreeNames, safeName } from './names';

describe('safeName', () => {
  it.each([
    ['cat', 'cat'],
    ['a/b:c', 'a_b_c'],
    [' ends with a dot. ', 'ends with a dot'],
    ['...', 'class'],
    ['CON', '_CON'],
    ['.!', '_.!'],
    ['@eaDir', '_@eaDir'],
    ['Thumbs.db', '_Thumbs.db'],
    ['node_modules', '_node_modules'],
  ])('%j becomes %j, which an import does not pass over', (name, safe) => {
    expect(safeName(name, 'class')).toBe(safe);
    expect(isSystemName(safe)).toBe(false);
  });

  it('cuts a long name at whole characters and keeps its ending', () => {
    const safe = safeName(`${'가'.repeat(200)}.jpeg`, 'image');
    expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(255);
    expect(safe).toMatch(/^가+\.jpeg$/);
  });
});

describe('FreeNames', () => {
  it('tells names apart that a file system takes for one', () => {
    const names = new FreeNames();
    expect(['cat.png', 'Cat.png', 'CAT.png'].map((name) => names.take(name))).toEqual([
      'cat.png',
      'Cat-2.png',
      'CAT-3.png',
    ]);
  });
});
