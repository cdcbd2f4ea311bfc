import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp, { type Matrix3x3, type Sharp } from 'sharp';
import { importSource } from '../../src/studio/import';
import { createProject } from '../../src/studio/project/folder/project';

/**
 * Measures how many near duplicates of photographs an import finds: takes a folder of pictures that are all different, and makes copies of
 * some. Prints for each kind of copy how many were found, and which pictures were wrongly taken for copies, so that a person can look at
 * them. Exits with 0 if enough copies of each detectable kind were found, and hardly any others.
 *
 * npm run verify -- copies --images DIR [--most N]
 */
const { values } = parseArgs({ options: { images: { type: 'string' }, most: { type: 'string' } } });
if (!values.images) {
  console.error('Say where photographs are: npm run verify -- copies --images DIR');
  process.exit(2);
}
/** The share of each kind that must be found, and the share of the found pairs that must be copies. */
const [leastFound, leastPrecision] = [0.95, 0.99];
/** More of the picture is missing in this kind than the search covers, so what is found of it is only reported. */
const beyond = 'cut by 10 % at a corner';

interface Shape {
  readonly width: number;
  readonly height: number;
}
type Change = (image: Sharp, shape: Shape, at: number) => Sharp;

/** The part of a picture that is left after a share is cut off, at one of five places. */
const cut =
  (share: number): Change =>
  (image, { width, height }, at) => {
    const [x, y] = [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
      [0.5, 0.5],
    ][at % 5];
    const [w, h] = [Math.round(width * (1 - share)), Math.round(height * (1 - share))];
    return image.extract({
      left: Math.floor((width - w) * x),
      top: Math.floor((height - h) * y),
      width: w,
      height: h,
    });
  };

/** The usual matrix of a sepia filter. */
const sepia: Matrix3x3 = [
  [0.393, 0.769, 0.189],
  [0.349, 0.686, 0.168],
  [0.272, 0.534, 0.131],
];

const changes: Readonly<Record<string, Change>> = {
  'JPEG of quality 40': (image) => image.jpeg({ quality: 40 }),
  'WebP of quality 60': (image) => image.webp({ quality: 60 }),
  'half the size': (image, { width }) => image.resize(Math.round(width / 2)).jpeg(),
  'twice the size': (image, { width }) => image.resize(width * 2).jpeg(),
  'brighter by 25 levels': (image) => image.linear(1, 25).jpeg(),
  'less contrast (0.75)': (image) => image.linear(0.75, 20).jpeg(),
  'more contrast (1.3)': (image) => image.linear(1.3, -38).jpeg(),
  'gamma 1.4': (image) => image.gamma(1.4, 1).jpeg(),
  'without colours': (image) => image.greyscale().jpeg(),
  sepia: (image) => image.recomb(sepia).jpeg(),
  'half as colourful': (image) => image.modulate({ saturation: 0.5 }).jpeg(),
  mirrored: (image) => image.flop().jpeg(),
  'mirrored, without colours, 0.6 of the size': (image, { width }) =>
    image
      .flop()
      .greyscale()
      .resize(Math.round(width * 0.6))
      .jpeg(),
  'cut by 5 %': (image, shape, at) => cut(0.05)(image, shape, at).jpeg(),
  'cut by 10 % around the middle': (image, shape) => cut(0.1)(image, shape, 4).jpeg(),
  [beyond]: (image, shape, at) => cut(0.1)(image, shape, at % 4).jpeg(),
  // The picture is cut before it is resized: sharp does the two in this order.
  'cut by 5 %, 0.6 of the size, brighter, quality 60': (image, shape, at) =>
    cut(0.05)(image, shape, at)
      .resize(Math.round(shape.width * 0.6))
      .linear(1, 15)
      .jpeg({ quality: 60 }),
};

const folder = mkdtempSync(join(tmpdir(), 'copies-'));
try {
  process.exitCode = (await main(values.images, Number(values.most ?? Infinity))) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function main(images: string, most: number): Promise<boolean> {
  const originals = readdirSync(images, { recursive: true, encoding: 'utf8' })
    .filter((name) => ['.jpg', '.jpeg', '.png', '.webp'].includes(extname(name).toLowerCase()))
    .sort()
    .slice(0, most);
  const pool = join(folder, 'pool');
  mkdirSync(pool);
  const kinds = Object.keys(changes);
  for (const [at, name] of originals.entries()) {
    const file = join(images, name);
    cpSync(file, join(pool, `${at}-original${extname(name)}`));
    // Every picture is copied once, with each kind in turn; after one round of the kinds, one picture is not copied.
    const kind = at % (kinds.length + 1);
    if (kind === kinds.length) continue;
    const { width, height } = await sharp(file).metadata();
    const changed = changes[kinds[kind]](sharp(file), { width, height }, Math.floor(at / (kinds.length + 1)));
    writeFileSync(join(pool, `${at}-copy`), await changed.toBuffer());
  }
  const project = createProject(join(folder, 'project'));
  const began = performance.now();
  const report = await importSource(project, { path: pool, kind: 'pool' });
  const seconds = (performance.now() - began) / 1000;
  const { catalog } = project;
  const { ids, places } = catalog.nearCopies.grouped();
  const numbers = catalog.images.byIds([...ids]).map(({ path }) => Number.parseInt(basename(path), 10));
  project.close();
  const groups = new Map<number, number[]>();
  for (const [at, number] of numbers.entries())
    groups.set(places[at], [...(groups.get(places[at]) ?? []), number]);
  const found = new Set<number>();
  const mixed: number[][] = [];
  for (const group of groups.values()) {
    const members = new Set(group);
    for (const number of members) if (group.filter((each) => each === number).length > 1) found.add(number);
    if (members.size > 1) mixed.push([...members]);
  }
  let enough = true;
  for (const [kind, what] of kinds.entries()) {
    const made = originals.flatMap((_, at) => (at % (kinds.length + 1) === kind ? [at] : []));
    const right = made.filter((at) => found.has(at)).length;
    if (what !== beyond && right < leastFound * made.length) enough = false;
    console.log(
      `${what.padEnd(52)} ${right} of ${made.length} found (${((100 * right) / made.length).toFixed(1)} %)`,
    );
  }
  const pairs = mixed.reduce((sum, members) => sum + members.length - 1, 0);
  const precision = found.size / (found.size + pairs);
  console.log(
    `${found.size} copies found, ${pairs} times pictures of different names taken for one: precision ${(100 * precision).toFixed(2)} %`,
  );
  for (const members of mixed) console.log(`  ${members.map((at) => originals[at]).join('  ')}`);
  console.log(
    `${report.files} files imported and compared in ${seconds.toFixed(1)} s. ${report.notes.map(({ code }) => code).join(' ')}`,
  );
  return enough && precision >= leastPrecision;
}
