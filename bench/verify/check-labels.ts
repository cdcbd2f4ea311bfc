import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { crossPredict } from '../../src/core/likeness/cross-predict';
import { Random } from '../../src/core/numbers/random';
import { importSource } from '../../src/studio/import';
import { checkLabels } from '../../src/studio/likeness';
import { groupsOf } from '../../src/studio/likeness/check-labels';
import { rowsIn, spaceOf } from '../../src/studio/likeness/spaces';
import { Engine } from '../../src/studio/project/engine/engine';
import { createProject, type Project } from '../../src/studio/project/folder/project';
import { peerFound } from './issues-peer';

/**
 * Measures how many wrong labels a check finds (`npm run verify -- check-labels`): one label in twenty of a folder of classes is flipped to
 * another class, the images are imported, and the result of the program's own check is compared with the flipped labels and with what
 * cleanlab finds with its defaults in the same probabilities. Prints a line of a table in Markdown for each source. Exits with 0 if more
 * than half of the flipped labels are found first, and no fewer than by cleanlab.
 */
const [python, ...args] = process.argv.slice(2);
const { values } = parseArgs({
  args,
  options: {
    photos: { type: 'string' },
    cifar: { type: 'string' },
    most: { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
  },
});
const flippedShare = 0.05;
const sources = [
  ...(values.photos
    ? [{ name: 'clothing', folder: join(values.photos, 'clothing'), most: Number.POSITIVE_INFINITY }]
    : []),
  ...(values.cifar
    ? [{ name: 'CIFAR-10', folder: join(values.cifar, 'train'), most: Number(values.most) }]
    : []),
];

/** Copies images into folders of classes, some into a wrong one; returns the true class by file name. */
function withFlips(source: string, most: number, target: string, random: Random): Map<string, string> {
  const truth = new Map<string, string>();
  const names = readdirSync(source).sort();
  for (const name of names) {
    const files = random.shuffle(readdirSync(join(source, name)).sort()).slice(0, most);
    for (const file of files) {
      const others = names.filter((other) => other !== name);
      const given = random.next() < flippedShare ? others[random.int(others.length)] : name;
      mkdirSync(join(target, given), { recursive: true });
      cpSync(join(source, name, file), join(target, given, `${name}-${file}`));
      truth.set(`${name}-${file}`, name);
    }
  }
  return truth;
}

async function found(source: string, most: number, seed: number) {
  const folder = mkdtempSync(join(tmpdir(), 'verify-labels-'));
  const project = createProject(join(folder, 'project'));
  const engine = new Engine();
  const signal = new AbortController().signal;
  try {
    const truth = withFlips(source, most, join(folder, 'data'), new Random(seed, 0xf11b));
    await importSource(project, { path: join(folder, 'data'), split: 'labelled-train' });
    const check = await checkLabels({ project, engine, signal, workers: 1, tell: () => {} });
    const classes = new Map(project.catalog.classes.list().map(({ id, name }) => [id, name]));
    const isFlipped = ({ file, classId }: { readonly file: string; readonly classId: number | null }) =>
      truth.get(basename(file)) !== classes.get(classId ?? 0);
    const all = project.catalog.images.byIds(project.catalog.images.ids({ split: 'labelled-train' }));
    const flipped = new Set(all.filter(isFlipped).map(({ id }) => id));
    const hits = check.labels.filter(({ imageId }) => flipped.has(imageId)).length;
    const first = check.labels.slice(0, flipped.size).filter(({ imageId }) => flipped.has(imageId)).length;
    const theirs = await byCleanlab(project, folder);
    const firstTheirs = theirs.slice(0, flipped.size).filter((id) => flipped.has(id)).length;
    return { ...check, flipped: flipped.size, hits, first, firstTheirs };
  } finally {
    await engine.close();
    project.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The ids of the images that cleanlab lists by the probabilities of the check, with the likeliest mistakes first. */
async function byCleanlab(project: Project, folder: string): Promise<number[]> {
  const space = await spaceOf(project, 'network');
  const { cache } = space;
  const pieces = [...project.catalog.labelViews.hashed({ view: 'labelled' })];
  const ids = pieces.flatMap((piece) => [...piece.ids]);
  const rows = pieces.flatMap((piece) => [...rowsIn(space, piece)]);
  const names = project.catalog.classes.list().map(({ id }) => id);
  const labels = Int32Array.from(
    pieces.flatMap((piece) => [...piece.classIds].map((id) => names.indexOf(id))),
  );
  const width = cache.looks.length / cache.count;
  const probabilities = new Float32Array(ids.length * names.length);
  const read = (some: Int32Array) =>
    Float32Array.from(
      [...some].flatMap((at) => [...cache.looks.subarray(rows[at] * width, (rows[at] + 1) * width)]),
    );
  await crossPredict({ width, labels, read }, names.length, {
    ...{ seed: 1, groups: groupsOf(project, Int32Array.from(ids)) },
    each: (row, said) => probabilities.set(said, row * names.length),
  });
  const file = join(folder, 'probabilities');
  writeFileSync(file, probabilities);
  writeFileSync(`${file}.json`, JSON.stringify([...labels]));
  const { ranked } = peerFound<{ ranked: number[] }>(python, 'labels', file);
  return ranked.map((row) => ids[row]);
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
process.stdout.write(
  '| images | agree | flipped | suspicious | flipped among them | flipped among the first so many | of cleanlab’s first so many |\n|---|---|---|---|---|---|---|\n',
);
let good = true;
for (const { name, folder, most } of sources) {
  const { images, agreeing, flipped, labels, hits, first, firstTheirs } = await found(
    folder,
    most,
    Number(values.seed),
  );
  process.stdout.write(
    `| ${name}, ${images.toLocaleString('en')} | ${percent(agreeing)} | ${flipped} | ${labels.length} | ${hits} (${percent(hits / flipped)}) | ${first} (${percent(first / flipped)}) | ${firstTheirs} (${percent(firstTheirs / flipped)}) |\n`,
  );
  good &&= first > flipped / 2 && first >= firstTheirs;
}
process.exitCode = good ? 0 : 1;
