import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { afterAll, describe, expect, it } from 'vitest';
import { recipeFrom, share, wholeNumber } from './options';

const folder = mkdtempSync(join(tmpdir(), 'options-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a number of the command line', () => {
  it.each(['', ' ', '-1', '1.5', '0x10', '1e3', '1e30', '9007199254740993', 'NaN', 'Infinity', '٣'])(
    '%j is no whole number',
    (text) => {
      expect(() => wholeNumber(text)).toThrow(InvalidArgumentError);
    },
  );

  it('is read as it stands', () => {
    expect(['0', '7', ' 42 ', '007'].map(wholeNumber)).toEqual([0, 7, 42, 7]);
    expect(['0', '.5', '1e-3'].map(share)).toEqual([0, 0.5, 0.001]);
  });

  it.each(['', ' ', '1', '-0.1', 'Infinity', 'NaN', '10%'])('%j is no share', (text) => {
    expect(() => share(text)).toThrow(InvalidArgumentError);
  });
});

describe('a recipe of the command line', () => {
  const from = (name: string, content: string | Uint8Array) => {
    const recipe = join(folder, name);
    writeFileSync(recipe, content);
    return recipeFrom({ recipe, set: [] });
  };

  it('is read with CRLF, a byte order mark, anchors and yes', () => {
    const text = '\ufeffname: mine\r\nnoise:\r\n  student: &n { flip: yes }\r\n  teacher: *n\r\n';
    expect(from('crlf.yaml', text)).toMatchObject({
      name: 'mine',
      noise: { student: { flip: true }, teacher: { flip: true } },
    });
  });

  it.each([
    [
      'tabs.yaml',
      'noise:\n\tstudent: {}\n',
      /cannot be read \(Tabs are not allowed as indentation at line 2/,
    ],
    ['twice.yaml', 'imageSize: 28\nimageSize: 32\n', /\(Map keys must be unique at line 2/],
    ['empty.yaml', '', /holds no settings/],
    ['comment.yaml', '# nothing\n', /holds no settings/],
    ['circle.yaml', 'noise: &a\n  student: *a\n', /\(An anchor refers to what it stands in\)/],
  ])('%s is refused in a sentence', (name, text, said) => {
    expect(() => from(name, text)).toThrow(said);
  });

  it('is read in UTF-16, as an editor of Windows saves it, and refused in an old code page', () => {
    const utf16 = Buffer.from('\ufeffimageSize: 32\n', 'utf16le');
    writeFileSync(join(folder, 'wide.yaml'), utf16);
    expect(recipeFrom({ recipe: join(folder, 'wide.yaml'), set: [] }).imageSize).toBe(32);
    writeFileSync(join(folder, 'old.yaml'), Buffer.from('# größe\nimageSize: 32\n', 'latin1'));
    expect(() => recipeFrom({ recipe: join(folder, 'old.yaml'), set: [] })).toThrow(
      'neither UTF-8 nor UTF-16',
    );
  });

  it('that is a folder or not there is said so', () => {
    expect(() => recipeFrom({ recipe: folder, set: [] })).toThrow(/cannot be read \(it is a folder\)/);
    const missing = join(folder, 'none.yaml');
    expect(() => recipeFrom({ recipe: missing, set: [] })).toThrow(
      /cannot be read \(there is no such file or folder\)/,
    );
  });

  it('may be a file without an ending', () => {
    const before = process.cwd();
    try {
      process.chdir(folder);
      writeFileSync('mine', 'imageSize: 32\n');
      expect(recipeFrom({ recipe: 'mine', set: [] }).imageSize).toBe(32);
    } finally {
      process.chdir(before);
    }
  });
});
