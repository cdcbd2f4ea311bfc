import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import sharp, { type Sharp } from 'sharp';
import { Random } from '../../src/core/numbers/random';
import { imageIssues } from '../../src/core/vocabulary/image-issues';
import { importSource } from '../../src/studio/import';
import { rankedByIssue, scoreImages } from '../../src/studio/issues';
import { createProject } from '../../src/studio/project/folder/project';
import { peerFound } from './issues-peer';

/**
 * Measures how many flawed images a check finds (`npm run verify -- check-images`): some photographs are made dark, light, blurred, empty
 * or of another size, all are imported, and what the program and CleanVision find beyond their limits is compared with what was planted.
 * Prints a table in Markdown, and how long both took. Exits with 0 if at least as many planted ones are found as by CleanVision.
 */
const [python, ...args] = process.argv.slice(2);
const { values } = parseArgs({
  args,
  options: {
    photos: { type: 'string' },
    seed: { type: 'string', default: '1' },
    each: { type: 'string', default: '20' },
  },
});
if (!values.photos) throw new Error('Name the folder of photographs: --photos DIR (clothing/ within).');

const flaws: Readonly<Record<string, (picture: Sharp, number: number) => Sharp>> = {
  dark: (picture) => picture.linear(0.2, 0),
  light: (picture) => picture.linear(0.03, 247),
  blurry: (picture) => picture.blur(14),
  'low-information': (picture, number) => picture.linear(0, 60 + number),
  'odd-size': (picture) => picture.resize(24, 32),
};

/** Copies photographs, some with a flaw; returns the planted files of each issue, relative to `target`. */
async function planted(source: string, target: string, each: number, random: Random) {
  const files = random.shuffle(
    readdirSync(source).flatMap((name) => readdirSync(join(source, name)).map((file) => join(name, file))),
  );
  const found = new Map<string, Set<string>>(Object.keys(flaws).map((issue) => [issue, new Set()]));
  for (const [i, file] of files.entries()) {
    mkdirSync(join(target, file, '..'), { recursive: true });
    const issue = Object.keys(flaws)[Math.floor(i / each)];
    if (issue === undefined) cpSync(join(source, file), join(target, file));
    else {
      await flaws[issue](sharp(join(source, file)).autoOrient(), i)
        .png()
        .toFile(join(target, `${file}.png`));
      found.get(issue)?.add(`${file}.png`);
    }
  }
  return found;
}

const folder = mkdtempSync(join(tmpdir(), 'verify-images-'));
const project = createProject(join(folder, 'project'));
const signal = new AbortController().signal;
let good = true;
try {
  const data = join(folder, 'data');
  const truth = await planted(
    join(values.photos, 'clothing'),
    data,
    Number(values.each),
    new Random(Number(values.seed)),
  );
  await importSource(project, { path: data, split: 'labelled-train' });
  const began = performance.now();
  await scoreImages({ project, signal, tell: () => {} });
  const seconds = (performance.now() - began) / 1000;
  const theirs = peerFound<{ seconds: number; found: Record<string, string[]> }>(python, 'images', data);
  process.stdout.write(
    '| issue | planted | found | planted among them | by CleanVision | planted among them | by both |\n|---|---|---|---|---|---|---|\n',
  );
  for (const issue of imageIssues.filter((each) => truth.has(each))) {
    const ranked = await rankedByIssue(project, { issue, basis: 'picture', view: 'labelled' });
    const images = project.catalog.images.byIds([...ranked.ids.subarray(0, ranked.found ?? 0)]);
    const ours = images.map(({ file }) => relative(data, file));
    const others = new Set(theirs.found[issue].map((file) => relative(data, file)));
    const own = truth.get(issue) as ReadonlySet<string>;
    const hits = ours.filter((file) => own.has(file)).length;
    const hitsTheirs = [...others].filter((file) => own.has(file)).length;
    good &&= hits >= hitsTheirs;
    const both = ours.filter((file) => others.has(file)).length;
    process.stdout.write(
      `| ${issue} | ${own.size} | ${ours.length} | ${hits} | ${others.size} | ${hitsTheirs} | ${both} |\n`,
    );
  }
  process.stdout.write(
    `\n${seconds.toFixed(1)} s, CleanVision ${theirs.seconds.toFixed(1)} s (${(theirs.seconds / seconds).toFixed(2)} times as long)\n`,
  );
} finally {
  project.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = good ? 0 : 1;
