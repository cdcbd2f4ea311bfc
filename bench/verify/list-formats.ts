import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { Random } from '../../src/core/numbers/random';
import { labelRows } from '../../src/studio/export/label-rows';
import { exportLabels } from '../../src/studio/export/labels';
import { importSource } from '../../src/studio/import';
import { writtenFormats } from '../../src/studio/lists/table';
import { createProject } from '../../src/studio/project/folder/project';

/**
 * Writes labels in every format and compares what the tools' own readers find in them (`npm run verify --
 * lists`).
 */
const [python, reader] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'verify-lists-'));
const classes = ['zebra', 'house cat', '고양이', 'a & b'];
const splits = ['train', 'val', 'test'];

try {
  const truth: Record<string, [string, string]> = {};
  for (const [s, split] of splits.entries())
    for (const [c, label] of classes.entries())
      for (let i = 0; i < 3; i++) {
        const name = `${split}-${c}-${i}`;
        mkdirSync(join(folder, 'photos', split, label), { recursive: true });
        const random = new Random(1 + s * 100 + c * 10 + i);
        const pixels = Buffer.from(Array.from({ length: 32 * 32 * 3 }, () => random.int(256)));
        const image = sharp(pixels, { raw: { width: 32, height: 32, channels: 3 } });
        await image.jpeg().toFile(join(folder, 'photos', split, label, `${name}.jpg`));
        truth[name] = [label, split];
      }
  writeFileSync(join(folder, 'truth.json'), JSON.stringify(truth));
  const project = createProject(join(folder, 'project'));
  await importSource(project, { path: join(folder, 'photos') });
  const names = project.catalog.classes.active().map(({ name }) => name);
  for (const { name, writing } of writtenFormats) {
    const target = join(folder, name, ...(writing.ending === null ? [] : [`labels.${writing.ending}`]));
    const rows = labelRows(project, { pseudoLabels: false, unlabelled: false });
    await exportLabels(rows, { format: name, target, paths: 'relative', classes: names });
  }
  project.close();
  process.exitCode = spawnSync(python, [reader, folder], { stdio: 'inherit' }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
