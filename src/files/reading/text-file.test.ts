import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textFile } from './text-file';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'text-file-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (bytes: Uint8Array) => {
  const file = join(folder, 'recipe.yaml');
  writeFileSync(file, bytes);
  return textFile(file);
};

describe('the text of a file that a person wrote', () => {
  const text = 'noise: Größe 커피\n';
  const wide = Buffer.from(text, 'utf16le');

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 with a byte order mark', Buffer.concat([Buffer.from([0xff, 0xfe]), wide])],
    [
      'UTF-16 of the other byte order',
      Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(wide).swap16()]),
    ],
    ['UTF-16 without a mark', wide],
  ])('is read from %s', (_, bytes) => {
    expect(read(bytes)).toBe(text);
  });

  it('is refused in an old code page, in which names would be wrong', () => {
    expect(() => read(Buffer.from('Größe', 'latin1'))).toThrow('neither UTF-8 nor UTF-16');
  });
});
