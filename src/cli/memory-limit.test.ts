import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeMemoryGroup, whyNoGroup } from '../../e2e/limits/memory-group';
import { runCli } from '../../e2e/program/built-cli';
import { writeDemoData } from '../studio/demo';

/**
 * Runs the command in a control group with a memory limit, as `npm run verify -- memory-limit` does with
 * photographs and 4 GB. Needs the build.
 */
const folder = mkdtempSync(join(tmpdir(), 'memory-limit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const project = join(folder, 'project');
const megabyte = 2 ** 20;
const notes: string[] = [];

async function limited(megabytes: number, ...args: string[]) {
  notes.length = 0;
  const group = makeMemoryGroup(megabytes * megabyte);
  try {
    const onLine = (line: { type: string; text?: unknown }) =>
      line.type === 'note' && notes.push(String(line.text));
    const { code, last } = await runCli(['--project', project, ...args], { inside: group.inside, onLine });
    return { code, last, killed: group.ended() };
  } finally {
    group.remove();
  }
}

const settings = (...pairs: string[]) => pairs.flatMap((pair) => ['--set', pair]);
const aStep = settings('training.teacherLength.amount=2', 'training.validateEvery=2', 'inferenceBatch=500');

describe.skipIf(whyNoGroup !== null)(`a limit of memory${whyNoGroup ? ` (${whyNoGroup})` : ''}`, () => {
  beforeAll(async () => {
    const counts = { labelledPerClass: 6, testPerClass: 1, pool: 300, digits: 0 };
    const data = await writeDemoData(join(folder, 'data'), { seed: 3, counts });
    await runCli(['init', project]);
    for (const [path, split] of [
      [data.labelled, 'train'],
      [data.pool, 'unlabelled'],
    ])
      await runCli(['--project', project, 'import', path, '--split', split]);
  });

  it('lets a batch that does not fit be trained in parts, and a pool be labelled', async () => {
    const model = settings(
      'imageSize=128',
      'teacher.arch=b0',
      'students.0.arch=b0',
      'training.labelledBatch=48',
    );
    const trained = await limited(1400, 'train', '--name', 'parts', ...model, ...aStep);
    expect(trained).toMatchObject({ code: 0, killed: 0 });
    expect(notes).toContainEqual(expect.stringMatching(/batch of 48 images is computed in parts of \d+/));
    const labelled = await limited(1400, 'label', '--run', '1');
    expect(labelled).toMatchObject({ code: 0, killed: 0, last: { images: 300 } });
  });

  it('lets large pictures be decoded one after another, and puts one aside that takes more than there is', async () => {
    const photos = join(folder, 'large');
    mkdirSync(photos);
    const square = async (name: string, side: number, red: number) => {
      const create = {
        width: side,
        height: side,
        channels: 3,
        background: { r: red, g: 90, b: 30 },
      } as const;
      const jpeg = { progressive: true, chromaSubsampling: '4:4:4' };
      await sharp({ create }).jpeg(jpeg).toFile(join(photos, name));
    };
    // All coefficients of a progressive JPEG are in memory at once: 216 MB each.
    for (let i = 0; i < 6; i++) await square(`${i}.jpg`, 6000, 30 * i);
    await square('huge.jpg', 12_000, 5);
    const { code, killed, last } = await limited(420, 'import', photos, '--split', 'unlabelled');
    expect([code, killed]).toEqual([3, 0]);
    expect(last).toMatchObject({
      added: 7,
      quarantined: [
        {
          path: 'huge.jpg',
          reason: expect.stringMatching(/takes about 864 MB of memory, and \d+ MB is free/),
        },
      ],
    });
  });

  it('is shared by trainings that begin together: what is left decides about the second one', async () => {
    const second = join(folder, 'second');
    await runCli(['init', second]);
    await runCli(['--project', second, 'import', join(folder, 'data', 'labelled'), '--split', 'train']);
    const model = settings(
      'imageSize=160',
      'teacher.arch=b0',
      'students.0.arch=b0',
      'training.labelledBatch=64',
    );
    const group = makeMemoryGroup(2400 * megabyte);
    try {
      const both = [project, second].map((each) =>
        runCli(['--project', each, 'train', '--name', 'together', ...model, ...aStep], group),
      );
      const ends = await Promise.all(both);
      expect(group.ended()).toBe(0);
      expect(ends.some(({ code }) => code === 0)).toBe(true);
      const refused = ends.filter(({ code }) => code !== 0).map(({ last }) => last);
      const words = {
        code: 'memory-short',
        message: expect.stringMatching(/Other work of Noisy Studio takes \d/),
      };
      expect(refused).toEqual(refused.map(() => expect.objectContaining(words)));
    } finally {
      group.remove();
    }
  });

  it('is told before a training starts that cannot fit', async () => {
    const model = settings(
      'imageSize=600',
      'teacher.arch=b4',
      'students.0.arch=b4',
      'training.labelledBatch=8',
    );
    const { code, killed, last } = await limited(1400, 'train', '--name', 'large', ...model, ...aStep);
    expect([code === 0, killed]).toEqual([false, 0]);
    expect(last).toMatchObject({
      code: 'model-too-large',
      message: expect.stringMatching(/b4 at 600 pixels/),
    });
  });
});
