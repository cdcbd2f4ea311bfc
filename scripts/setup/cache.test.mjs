import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { cachedFile, cachedFolder, place, sweep } from './cache.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'cache-test-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const right = Buffer.from('the file as it was published');
const sha256 = createHash('sha256').update(right).digest('hex');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(scratch, 'c-'));
});
const leftovers = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(download|build)-/.test(name),
  );

/**
 * Runs `work` with a server that returns the given answers, repeating the last one, and with a download from
 * it.
 */
async function served(answers, work) {
  let asked = 0;
  const server = createServer((_, response) => response.end(answers[Math.min(asked++, answers.length - 1)]));
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const download = async (into) => {
    const response = await fetch(`http://127.0.0.1:${port}/`);
    writeFileSync(join(into, 'piece.bin'), Buffer.from(await response.arrayBuffer()));
  };
  try {
    await work(
      () => cachedFile({ name: 'piece.bin', sha256, download, folder }),
      () => asked,
    );
  } finally {
    server.close();
  }
}

describe('a downloaded file', () => {
  it('is fetched once', () =>
    served([right], async (get, asked) => {
      const file = await get();
      expect(readFileSync(file)).toEqual(right);
      expect(await get()).toBe(file);
      expect(asked()).toBe(1);
    }));

  it('that arrives corrupt is fetched again', () =>
    served([right.subarray(0, 9), right], async (get, asked) => {
      expect(readFileSync(await get())).toEqual(right);
      expect(asked()).toBe(2);
      expect(leftovers()).toEqual([]);
    }));

  it('that arrives corrupt twice is refused, and nothing of it stays', () =>
    served(['<html>proxy error</html>'], async (get, asked) => {
      await expect(get()).rejects.toThrow(/downloaded twice.*mirror/);
      expect(asked()).toBe(2);
      expect(
        readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) => name.endsWith('piece.bin')),
      ).toBe(false);
      expect(leftovers()).toEqual([]);
    }));

  it('that was damaged in the cache is fetched again', () =>
    served([right], async (get, asked) => {
      writeFileSync(await get(), 'half a f');
      expect(readFileSync(await get())).toEqual(right);
      expect(asked()).toBe(2);
    }));

  it('is whole for two set-ups at once', () =>
    served([right], async (get) => {
      const files = await Promise.all([get(), get(), get()]);
      for (const file of files) expect(readFileSync(file)).toEqual(right);
      expect(leftovers()).toEqual([]);
    }));
});

describe('a built folder', () => {
  let built = 0;
  const make = (target) => {
    built++;
    mkdirSync(join(target, 'lib'));
    writeFileSync(join(target, 'lib', 'a.so'), 'eight by');
  };
  const get = (name = 'tensorflow-2.21.0-abc') => cachedFolder({ name, make, folder });
  beforeEach(() => {
    built = 0;
  });

  it('is built once for each name', async () => {
    const first = await get();
    expect(await get()).toBe(first);
    expect(built).toBe(1);
    expect(await get('tensorflow-2.21.0-def')).not.toBe(first);
    expect(built).toBe(2);
  });

  it('does not appear when its building fails', async () => {
    const failing = cachedFolder({
      name: 'x',
      folder,
      make(target) {
        make(target);
        throw new Error('no compiler');
      },
    });
    await expect(failing).rejects.toThrow('no compiler');
    expect(readdirSync(join(folder, 'built'))).toEqual([]);
  });

  it.each([
    ['lost a file', (file) => rmSync(file)],
    ['holds a file cut short', (file) => writeFileSync(file, 'eigh')],
  ])('that %s is built again', async (_, damage) => {
    damage(join(await get(), 'lib', 'a.so'));
    expect(readFileSync(join(await get(), 'lib', 'a.so'), 'utf8')).toBe('eight by');
    expect(built).toBe(2);
  });

  it('is whole for two set-ups at once', async () => {
    const folders = await Promise.all([get(), get(), get()]);
    expect(new Set(folders).size).toBe(1);
    expect(readFileSync(join(folders[0], 'lib', 'a.so'), 'utf8')).toBe('eight by');
    expect(leftovers()).toEqual([]);
  });
});

describe('what a killed set-up left', () => {
  it('is swept away after a day, and not while another may be at work', () => {
    const [old, fresh] = ['.build-old', '.build-new'].map((name) => join(folder, 'built', name));
    for (const path of [old, fresh]) mkdirSync(path, { recursive: true });
    const long = Date.now() / 1000 - 25 * 3600;
    utimesSync(old, long, long);
    sweep(folder);
    expect([existsSync(old), existsSync(fresh)]).toEqual([false, true]);
  });
});

it('a placed file takes the place of an older one, and a process that has the old one open keeps it', () => {
  const [from, to] = [join(folder, 'from'), join(folder, 'deep', 'to')];
  writeFileSync(from, 'new');
  mkdirSync(join(folder, 'deep'));
  writeFileSync(to, 'old');
  const before = join(folder, 'open');
  place(to, before);
  place(from, to);
  expect([readFileSync(to, 'utf8'), readFileSync(before, 'utf8')]).toEqual(['new', 'old']);
});
