import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SetupError } from './log.mjs';
import { extract, zipEntries } from './zip.mjs';

/** Archives written by Python's zipfile; for the second its ZIP64_LIMIT was 5, so that sizes and offsets are in the 64-bit fields. */
const archives = {
  plain: [
    'UEsDBBQAAAAIAAAAIVzgM0fgFgAAADACAAAQAAAAbGliL2RlZmxhdGVkLnR4dMvLzyyuVCguKU1JzStRyBvljfLw8gBQSwME',
    'FAAAAAAAAAAhXIjizs4QAAAAEAAAAA4AAABsaWIvc3RvcmVkLmJpbgABAgMEBQYHCAkKCwwNDg9QSwMEFAAAAAgAAAAhXAAA',
    'AAACAAAAAAAAAAUAAABlbXB0eQMAUEsDBBQAAAgIAAAAIVwdnfsEDAAAAAoAAAAOAAAAYmluL3J1bi3DqfCfmYJTVtRPyszT',
    'L87gAgBQSwECFAMUAAAACAAAACFc4DNH4BYAAAAwAgAAEAAAAAAAAAAAAAAApIEAAAAAbGliL2RlZmxhdGVkLnR4dFBLAQIU',
    'AxQAAAAAAAAAIVyI4s7OEAAAABAAAAAOAAAAAAAAAAAAAACkgUQAAABsaWIvc3RvcmVkLmJpblBLAQIUAxQAAAAIAAAAIVwA',
    'AAAAAgAAAAAAAAAFAAAAAAAAAAAAAACkgYAAAABlbXB0eVBLAQIUAxQAAAgIAAAAIVwdnfsEDAAAAAoAAAAOAAAAAAAAAAAA',
    'AADtgaUAAABiaW4vcnVuLcOp8J+ZglBLBQYAAAAABAAEAOkAAADdAAAAAAA=',
  ],
  zip64: [
    'UEsDBC0AAAAIAAAAIVzgM0fg//////////8QABQAbGliL2RlZmxhdGVkLnR4dAEAEAAwAgAAAAAAABYAAAAAAAAAy8vPLK5U',
    'KC4pTUnNK1HIG+WN8vDyAFBLAwQtAAAAAAAAACFciOLOzv//////////DgAUAGxpYi9zdG9yZWQuYmluAQAQABAAAAAAAAAA',
    'EAAAAAAAAAAAAQIDBAUGBwgJCgsMDQ4PUEsDBBQAAAAIAAAAIVwAAAAAAgAAAAAAAAAFAAAAZW1wdHkDAFBLAwQtAAAICAAA',
    'ACFcHZ37BP//////////DgAUAGJpbi9ydW4tw6nwn5mCAQAQAAoAAAAAAAAADAAAAAAAAABTVtRPyszTL87gAgBQSwECLQMt',
    'AAAACAAAACFc4DNH4P//////////EAAUAAAAAAAAAAAApIEAAAAAbGliL2RlZmxhdGVkLnR4dAEAEAAwAgAAAAAAABYAAAAA',
    'AAAAUEsBAi0DLQAAAAAAAAAhXIjizs7//////////w4AHAAAAAAAAAAAAKSB/////2xpYi9zdG9yZWQuYmluAQAYABAAAAAA',
    'AAAAEAAAAAAAAABYAAAAAAAAAFBLAQItAy0AAAAIAAAAIVwAAAAAAgAAAAAAAAAFAAwAAAAAAAAAAACkgf////9lbXB0eQEA',
    'CACoAAAAAAAAAFBLAQItAy0AAAgIAAAAIVwdnfsE//////////8OABwAAAAAAAAAAADtgf////9iaW4vcnVuLcOp8J+ZggEA',
    'GAAKAAAAAAAAAAwAAAAAAAAAzQAAAAAAAABQSwYGLAAAAAAAAAAtAC0AAAAAAAAAAAAEAAAAAAAAAAQAAAAAAAAAQQEAAAAA',
    'AAAZAQAAAAAAAFBLBgcAAAAAWgIAAAAAAAABAAAAUEsFBgAAAAAEAAQAQQEAABkBAAAAAA==',
  ],
};
const contents = {
  'lib/deflated.txt': Buffer.from('noisy student '.repeat(40)),
  'lib/stored.bin': Buffer.from(Array.from({ length: 16 }, (_, i) => i)),
  empty: Buffer.alloc(0),
  'bin/run-é🙂': Buffer.from('#!/bin/sh\n'),
};
const folder = mkdtempSync(join(tmpdir(), 'zip-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bytesOf = (name) => Buffer.from(archives[name].join(''), 'base64');
function write(name, bytes) {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

describe.each(Object.keys(archives))('a %s archive', (name) => {
  const file = write(`${name}.zip`, bytesOf(name));

  it('lists every file with its size', async () => {
    const sizes = (await zipEntries(file)).map((entry) => [entry.name, entry.size]);
    expect(sizes).toEqual(Object.entries(contents).map(([path, bytes]) => [path, bytes.length]));
  });

  it('gives back every byte, and leave to run to what had it', async () => {
    for (const entry of await zipEntries(file)) {
      const target = join(folder, name, entry.name);
      await extract(file, entry, target);
      expect(readFileSync(target)).toEqual(contents[entry.name]);
      expect((statSync(target).mode & 0o100) !== 0).toBe(entry.name.startsWith('bin/'));
    }
  });
});

describe('a damaged archive', () => {
  it('that is cut short is refused', async () => {
    const bytes = bytesOf('plain');
    for (const length of [0, 10, bytes.length >> 1, bytes.length - 1])
      await expect(zipEntries(write('cut.zip', bytes.subarray(0, length)))).rejects.toThrow(SetupError);
  });

  it('whose packed bytes changed does not pass as whole', async () => {
    const bytes = bytesOf('plain');
    bytes[50] ^= 0xff;
    const file = write('changed.zip', bytes);
    await expect(extract(file, (await zipEntries(file))[0], join(folder, 'changed'))).rejects.toThrow();
  });

  it('that would write outside its folder is refused', async () => {
    const bytes = Buffer.from(bytesOf('plain').toString('latin1').replaceAll('bin/run', '../../x'), 'latin1');
    await expect(zipEntries(write('outside.zip', bytes))).rejects.toThrow(/relative path|\.\.\//);
  });
});
