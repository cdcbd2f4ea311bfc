import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pythonRead } from '../../core/export/python-read';
import { decodeImage } from './pixels/decode';

interface Golden {
  /** sha256 of the Python code that made the pixels, with the size left open. */
  readonly python: string;
  readonly files: readonly {
    readonly name: string;
    readonly size: number;
    /** Base64 of the file; `[size, size, 3]` pixels. */
    readonly file: string;
    readonly pixels: string;
  }[];
}

const golden: Golden = JSON.parse(readFileSync(new URL('golden/read.json', import.meta.url), 'utf8'));
const differences = (a: Uint8Array, b: Uint8Array) => Array.from(a, (value, i) => Math.abs(value - b[i]));

it('was made by the Python that stands in the README of an exported model', () => {
  const text = pythonRead(12_345).replace('12345', `$${'{size}'}`);
  expect(createHash('sha256').update(text).digest('hex')).toBe(golden.python);
});

/**
 * libjpeg downscales by a power of two while decoding, with another filter, so that the finest lines of a
 * large JPEG differ. `verify -- exports` compares classes on photographs.
 */
const isShrunkWhileRead = (name: string) => name === 'JPEG, shrunk while it is read';

it.each(golden.files)(
  'a picture is read as that Python reads it: $name',
  async ({ name, size, file, pixels }) => {
    const theirs = Buffer.from(pixels, 'base64');
    const ours = await decodeImage(Buffer.from(file, 'base64'), size);
    expect(ours).toHaveLength(theirs.length);
    const off = differences(ours, theirs).sort((a, b) => a - b);
    const mean = off.reduce((sum, value) => sum + value, 0) / off.length;
    expect(mean).toBeLessThan(isShrunkWhileRead(name) ? 8 : 1.5);
    // If the sampling were one pixel off, a fine line would differ by half of the range.
    if (!isShrunkWhileRead(name)) expect(off[Math.floor(off.length * 0.99)]).toBeLessThan(12);
  },
);
