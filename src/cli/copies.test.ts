import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Random } from '../core/numbers/random';
import { importSource } from '../studio/import';
import { createProject, openProject } from '../studio/project/folder/project';
import { runHere } from './run-here.fixture';

const folder = mkdtempSync(join(tmpdir(), 'copies-'));
const project = join(folder, 'project');
const data = (path: string) => join(folder, 'data', path);

async function put(path: string, bytes: Promise<Buffer>): Promise<void> {
  mkdirSync(dirname(data(path)), { recursive: true });
  writeFileSync(data(path), await bytes);
}

/** A smooth picture, different for each number. */
function scene(number: number) {
  const random = new Random(number);
  const small = Buffer.alloc(6 * 6 * 3).map(() => random.int(256));
  return sharp(small, { raw: { width: 6, height: 6, channels: 3 } }).resize(240, 240, { kernel: 'cubic' });
}

beforeAll(async () => {
  for (const i of [0, 1]) {
    await put(`train/${'ab'[i]}/${i}.jpg`, scene(i).jpeg({ quality: 95 }).toBuffer());
    await put(`test/${'ab'[i]}/again${i}.jpg`, scene(i).jpeg({ quality: 50 }).toBuffer());
  }
  const made = createProject(project);
  await importSource(made, { path: join(folder, 'data') });
  made.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const copies = async (...args: string[]) => {
  const { code, last } = await runHere(['-p', project, '--json', 'copies', ...args]);
  const files = (last.copies as { file: string }[] | undefined)?.map(({ file }) => file);
  return { code, used: last.used, takenBack: last.takenBack, files, told: last.code };
};
const [a, b] = [data('train/a/0.jpg'), data('train/b/1.jpg')];

it('lists near copies, brings one or all back, and takes that back', async () => {
  expect(await copies()).toEqual({ code: 0, used: 0, takenBack: 0, files: [a, b], told: undefined });
  expect(await copies('--use', 'train/a/0.jpg')).toMatchObject({ used: 1, files: [b] });
  expect(await copies('--use-all')).toMatchObject({ used: 1, files: [] });
  expect(await copies('--same', a)).toMatchObject({ takenBack: 1, files: [a] });
  expect(await copies()).toMatchObject({ files: [a] });
});

it('names a file that is no such copy, and changes nothing', async () => {
  expect(await copies('--use', 'train/b/1.jpg')).toMatchObject({ code: 1, told: 'no-such-copy' });
  expect(await copies('--same', 'nothing.jpg')).toMatchObject({ code: 1, told: 'no-such-copy' });
  expect(await copies('--use', a, '--same', 'nothing.jpg')).toMatchObject({ code: 1, told: 'no-such-copy' });
  expect(await copies()).toMatchObject({ files: [a] });
});

it('lists them while another process has the project open, and changes nothing then', async () => {
  const open = openProject(project);
  try {
    expect(await copies()).toMatchObject({ code: 0, files: [a] });
    expect(await copies('--use', a)).toMatchObject({ told: 'project-in-use' });
  } finally {
    open.close();
  }
  expect(await copies()).toMatchObject({ files: [a] });
});

it('says what a draw could not hold out', async () => {
  const { code, last, written } = await runHere(['-p', project, '--json', 'split', '--validation', '0.5']);
  expect([code, last]).toMatchObject([0, { validation: 0 }]);
  const notes = written
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { code?: string; text?: string })
    .filter((line) => line.code === 'validation-falls-short');
  expect(notes).toHaveLength(1);
  expect(notes[0].text).toMatch(/^Held out for validation: 0 of the 1 requested image\. .*copies --groups/);
});
