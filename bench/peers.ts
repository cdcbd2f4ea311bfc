import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { Random } from '../src/core/numbers/random';
import { modelWriters } from '../src/engine/export';
import { someModel } from '../src/engine/export/exported.fixture';
import { describeDevice } from '../src/engine/runtime';
import { median } from './pairs';
import { resultsPage } from './peers/page';
import { PeerSide } from './peers/peer-side';
import type { Contest, ContestResult, Given, Side } from './peers/side';
import { archOf, studioSide } from './peers/studio-side';
import { writeResult } from './result';

/**
 * Compares the studio with its peers on one machine: in each turn every side runs one round, and the order is shifted by one from turn to
 * turn, so that other work of the machine affects all alike. Figures are medians of the turns, and ratios are medians of the turns' own
 * ratios. Writes `bench/RESULTS.md`. `npm run bench -- peers [--turns N] [WORD …]` runs only the contests whose title contains one of the
 * words, and then writes no page.
 */
const python = process.env.PYTHON ?? 'python3';
const { values, positionals: words } = parseArgs({
  options: { turns: { type: 'string', default: '7' } },
  allowPositionals: true,
});
const turns = Number(values.turns);

const torch = ['PyTorch', 'PyTorch, compiled'];
const graphs = ['onnxruntime', 'OpenVINO', 'OpenVINO, bfloat16'];
const contests: readonly Contest[] = [
  { work: 'training', model: 'b0', size: 64, batch: 32, steps: 3, peers: [...torch, 'Keras'] },
  { work: 'training', model: 'b0', size: 224, batch: 8, steps: 2, peers: [...torch, 'Keras'] },
  { work: 'training', model: 'lite0', size: 64, batch: 32, steps: 3, peers: torch },
  { work: 'training', model: 'lite0', size: 224, batch: 8, steps: 2, peers: torch },
  { work: 'training', model: 'small', size: 28, batch: 8, steps: 40, peers: torch },
  { work: 'training', model: 'small', size: 28, batch: 32, steps: 20, peers: torch },
  { work: 'inference', model: 'b0', size: 64, batch: 64, steps: 3, peers: [...torch, 'Keras', ...graphs] },
  { work: 'inference', model: 'b0', size: 224, batch: 16, steps: 2, peers: [...torch, 'Keras', ...graphs] },
  { work: 'inference', model: 'lite0', size: 224, batch: 16, steps: 2, peers: [...torch, ...graphs] },
  { work: 'inference', model: 'small', size: 28, batch: 64, steps: 20, peers: [...torch, ...graphs] },
  { work: 'batches', model: 'lite0', size: 224, batch: 32, steps: 12, peers: ['PyTorch'] },
  { work: 'files', model: 'lite0', size: 128, batch: 16, steps: 16, peers: torch },
];

const titleOf = ({ work, model, size, batch }: Contest) => `${work} ${model} ${size} (${batch})`;

async function hold(
  contest: Contest,
  given: Given,
  versions: Record<string, string>,
): Promise<ContestResult> {
  const sides: Side[] = [await studioSide(contest, given)];
  const absent: string[] = [];
  try {
    for (const name of contest.peers) {
      const side = await PeerSide.start(python, name, contest, given).catch((error: Error) => error);
      if (side instanceof Error) {
        absent.push(side.message);
        continue;
      }
      sides.push(side);
      Object.assign(versions, side.versions);
    }
    sameNetwork(sides);
    const times = await taken(sides);
    const images = contest.batch * contest.steps;
    const results = sides.map(({ name }, i) => ({
      name,
      imagesPerSecond: (1000 * images) / median(times[i]),
      ratio: median(times[i].map((ms, turn) => ms / times[0][turn])),
      milliseconds: times[i],
    }));
    return { contest, sides: results, absent };
  } finally {
    for (const side of sides) await side.close();
  }
}

/** Throws if a side trains another number of parameters, because it would be another network. */
function sameNetwork([studio, ...peers]: readonly Side[]): void {
  for (const { name, parameters } of peers)
    if (parameters !== null && parameters !== studio.parameters)
      throw new Error(`${name} trains ${parameters} numbers, the studio ${studio.parameters}.`);
}

/** The milliseconds, `[sides, turns]`, after a warm-up round of each that is not counted. */
async function taken(sides: readonly Side[]): Promise<number[][]> {
  const times = sides.map(() => [] as number[]);
  for (const side of sides) await side.round();
  for (let turn = 0; turn < turns; turn++)
    for (let place = 0; place < sides.length; place++) {
      const at = (turn + place) % sides.length;
      times[at].push(await sides[at].round());
    }
  return times;
}

/** Makes pictures of smooth colours with grain, as large as a small photograph. */
async function makePhotos(folder: string, count: number): Promise<void> {
  mkdirSync(folder);
  const [width, height] = [640, 480];
  for (let at = 0; at < count; at++) {
    const random = new Random(at);
    const slopes = [0, 1, 2].map(() => [random.next(), random.next(), random.int(100)]);
    const pixels = Buffer.alloc(width * height * 3);
    for (let y = 0, to = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (const [a, b, c] of slopes) pixels[to++] = (0.5 * (a * x + b * y) + c + random.int(24)) % 256;
    await sharp(pixels, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 90 })
      .toFile(join(folder, `${at}.jpg`));
  }
}

const chosen = contests.filter(
  (contest) => words.length === 0 || words.some((word) => titleOf(contest).includes(word)),
);
const folder = mkdtempSync(join(tmpdir(), 'noisy-studio-peers-'));
const versions: Record<string, string> = {};
const results: ContestResult[] = [];
try {
  const photos = join(folder, 'photos');
  await makePhotos(photos, 320);
  for (const [i, contest] of chosen.entries()) {
    const own = join(folder, String(i));
    mkdirSync(own);
    const onnx = join(own, 'network.onnx');
    modelWriters.onnx(onnx, someModel(archOf(contest), contest.size));
    const result = await hold(contest, { onnx, photos, own }, versions);
    results.push(result);
    const told = result.sides.map(
      ({ name, imagesPerSecond, ratio }) => `${name} ${imagesPerSecond.toFixed(1)} (${ratio.toFixed(2)})`,
    );
    process.stdout.write(`${titleOf(contest)}: ${[...told, ...result.absent].join(', ')}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const device = describeDevice();
process.stdout.write(`${writeResult('peers', { device, versions, results })}\n`);
if (words.length === 0) {
  const page = fileURLToPath(new URL('RESULTS.md', import.meta.url));
  writeFileSync(page, resultsPage(results, versions));
  process.stdout.write(`${page}\n`);
}
