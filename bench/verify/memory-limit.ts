import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { type MemoryGroup, makeMemoryGroup, whyNoGroup } from '../../e2e/limits/memory-group';
import { type CliEnd, runCli } from '../../e2e/program/built-cli';
import { Random } from '../../src/core/numbers/random';

/**
 * Runs the quick demo, and the labelling of photographs of 12 megapixels, in a control group of `--gigabytes` (`npm run verify --
 * memory-limit`). Each must finish, or say before it starts what does not fit; it must not be killed by the system. Prints a line for each.
 */
const { values } = parseArgs({
  options: {
    gigabytes: { type: 'string', default: '4' },
    photos: { type: 'string', default: '2000' },
    arch: { type: 'string', default: 'b0' },
  },
});
const [gigabytes, photos] = [Number(values.gigabytes), Number(values.photos)];
const sizes = [64, 128, 224];
/** The number of different pictures; the others are copies of them that differ in bytes after the picture. */
const different = 40;
const classes = ['coast', 'forest', 'street', 'field'];

const say = (text: string) => process.stdout.write(`${text}\n`);

if (whyNoGroup) {
  say(`Not verified: ${whyNoGroup}.`);
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'memory-limit-'));
try {
  process.exitCode = (await verify()) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function verify(): Promise<boolean> {
  let right = await within('the quick demo', ['demo', '--quick', '--folder', join(folder, 'demo')]);
  await makePhotos();
  const project = join(folder, 'project');
  const inProject = (...args: string[]) => ['--project', project, ...args];
  await prepared(['init', project]);
  await prepared(inProject('import', join(folder, 'labelled'), '--split', 'train'));
  right =
    (await within(
      `import of ${photos} photographs`,
      inProject('import', join(folder, 'pool'), '--split', 'unlabelled'),
    )) && right;
  for (const [i, size] of sizes.entries()) {
    const settings = [
      ...[
        `imageSize=${size}`,
        `teacher.arch=${values.arch}`,
        // Weights that are stored on this machine would belong to another model.
        ...['teacher.weights=none', 'students.0.weights=none'],
        `students.0.arch=${values.arch}`,
        'training.teacherLength.amount=2',
      ],
      ...['training.labelledBatch=16', 'training.validateEvery=2', 'inferenceBatch=500'],
    ].flatMap((setting) => ['--set', setting]);
    const trained = await within(
      `training at ${size} pixels`,
      inProject('train', '--name', `at ${size}`, ...settings),
    );
    right = trained && right;
    right =
      (await within(
        `labelling ${photos} photographs at ${size} pixels`,
        inProject('label', '--run', String(i + 1)),
      )) && right;
  }
  return right;
}

/** Runs a command in a group of its own; prints how it ended and how much memory its programs took at most. */
async function within(what: string, args: readonly string[]): Promise<boolean> {
  const group = makeMemoryGroup(gigabytes * 2 ** 30);
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, group.used());
  }, 100);
  const began = performance.now();
  try {
    const ended = await runCli(args, { inside: group.inside });
    const { right, text } = judged(ended, group);
    say(
      `${right ? 'right' : 'WRONG'}  ${what}: ${text} (${((performance.now() - began) / 1000).toFixed(0)} s, at most ${(most / 2 ** 30).toFixed(2)} of ${gigabytes} GB)`,
    );
    return right;
  } finally {
    clearInterval(watch);
    group.remove();
  }
}

function judged({ code, signal, last }: CliEnd, group: MemoryGroup): { right: boolean; text: string } {
  if (code === 0) {
    const killed = group.ended();
    return { right: true, text: killed > 0 ? `ends, after memory ran out ${killed} times` : 'ends' };
  }
  const text = `${last.code ?? signal ?? code}: ${last.message ?? ''}`;
  return { right: last.code === 'memory-short', text };
}

async function prepared(args: readonly string[]): Promise<void> {
  const { code, last } = await runCli(args);
  if (code !== 0) throw new Error(`${args.join(' ')}: ${last.message}`);
}

/** Makes photographs of 4000 x 3000 pixels with coarse shapes, fine grain and a tint for their class. */
async function makePhotos(): Promise<void> {
  const [width, height] = [4000, 3000];
  const pool = join(folder, 'pool');
  mkdirSync(pool);
  for (let i = 0; i < different; i++) {
    const random = new Random(i);
    const coarse = Uint8Array.from({ length: 8 * 6 * 3 }, () => random.int(256));
    const grain = Uint8Array.from({ length: 1000 * 750 * 3 }, () => random.int(40));
    const fine = await sharp(grain, { raw: { width: 1000, height: 750, channels: 3 } })
      .resize(width, height)
      .png({ compressionLevel: 0 })
      .toBuffer();
    const tint = { r: 60 * (i % 4), g: 40, b: 200 - 50 * (i % 4), alpha: 0.4 };
    const bytes = await sharp(coarse, { raw: { width: 8, height: 6, channels: 3 } })
      .resize(width, height, { kernel: 'cubic' })
      .composite([
        { input: fine, blend: 'add' },
        { input: { create: { width, height, channels: 4, background: tint } } },
      ])
      .jpeg({ quality: 80 })
      .toBuffer();
    const label = join(folder, 'labelled', classes[i % classes.length]);
    mkdirSync(label, { recursive: true });
    writeFileSync(join(label, `${i}.jpg`), bytes);
    for (let copy = i; copy < photos; copy += different) {
      const file = join(pool, `IMG_${String(copy).padStart(4, '0')}.jpg`);
      if (copy === i) writeFileSync(file, bytes);
      else copyFileSync(join(pool, `IMG_${String(i).padStart(4, '0')}.jpg`), file);
      appendFileSync(file, String(copy));
    }
  }
}
