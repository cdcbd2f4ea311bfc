import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applySettings, resolveRecipe } from '../src/core/recipe';
import { PixelCache } from '../src/data/pixel-cache';
import { exportModel } from '../src/studio/export/export-model';
import { importSource } from '../src/studio/import';
import { createExperiment, runLoop } from '../src/studio/method/loop';
import { classesIn, predictFiles } from '../src/studio/method/predict-files';
import { Engine } from '../src/studio/project/engine';
import { createProject } from '../src/studio/project/project';

/**
 * A model that is exported and given pictures by the Python of its README, against `predict`: how many pictures are of the same class. Both
 * run the same graph; what differs is who reads the pictures.
 */
const [size, least, python, ...folders] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'verify-export-'));
const engine = new Engine();
const project = createProject(join(folder, 'project'));
const told = new AbortController();
process.once('SIGINT', () => told.abort());
const context = { project, engine, signal: told.signal, workers: 1, tell: () => {} };

try {
  await importSource(project, { path: folders[0], kind: 'folder-per-class' });
  const recipe = applySettings(resolveRecipe({ preset: 'quick-cpu' }), [
    ['imageSize', Number(size)],
    ['iterations', 0],
    ['training.teacherLength.amount', 250],
  ]);
  const { id } = createExperiment(context, { name: 'export', recipe, seed: 1 });
  const [run] = (await runLoop(context, id, { pauseForReview: false, evaluate: false })).runs;
  const target = await exportModel(context, run, { format: 'savedmodel', target: join(folder, 'model') });
  let wrong = 0;
  for (const each of folders) wrong += (await agreement(each, target)) < Number(least) ? 1 : 0;
  process.exitCode = wrong === 0 ? 0 : 1;

  /** Share of a folder's pictures that both see alike; a line says it. */
  async function agreement(images: string, model: string): Promise<number> {
    const { predictions } = await predictFiles(context, run, [images]);
    const read = byPython(
      join(model, 'README.md'),
      predictions.map(({ file }) => file),
    );
    const labels = await classesIn(context, run, read.folder, read.hashes);
    const usable = predictions.filter((_, i) => read.hashes[i] !== null);
    const same = usable.filter(({ label }, i) => labels[i] === label).length;
    const share = same / usable.length;
    const unread = predictions.length - usable.length;
    process.stdout.write(
      `${images}: ${same} of ${usable.length} pictures of the same class, ${(100 * share).toFixed(2)} %${unread > 0 ? `; ${unread} that Pillow or the README does not read` : ''}\n`,
    );
    return share;
  }
} finally {
  await engine.close();
  project.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Pictures as the README's Python reads them, in a cache of their own; null for those that it cannot. */
function byPython(readme: string, files: readonly string[]) {
  const code = /```python\n(.*?)```/s.exec(readFileSync(readme, 'utf8'))?.[1] ?? '';
  const imports = code.match(/^(?:import|from) (?!tensorflow).*$/gm)?.join('\n') ?? '';
  const read = /^def read\(.*?(?=^\S|^$)/ms.exec(code)?.[0] ?? '';
  const [list, out] = [join(folder, 'files.json'), join(folder, 'pixels.u8')];
  writeFileSync(list, JSON.stringify(files));
  const program = `${imports}
import json, sys
${read}
out = open(sys.argv[2], "wb")
read_well = []
for path in json.load(open(sys.argv[1])):
    try:
        if Image.open(path).mode not in ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr"):
            raise ValueError("more than 8 bits")
        out.write(read(path).tobytes())
        read_well.append(True)
    except Exception:
        read_well.append(False)
out.close()
json.dump(read_well, open(sys.argv[1], "w"))
`;
  const { status, stderr } = spawnSync(python, ['-c', program, list, out], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const readWell = JSON.parse(readFileSync(list, 'utf8')) as boolean[];
  const bytes = readFileSync(out);
  const cacheFolder = mkdtempSync(join(folder, 'read-'));
  const cache = PixelCache.open(cacheFolder, Number(size));
  const length = Number(size) ** 2 * 3;
  let at = 0;
  const hashes = readWell.map((well) => {
    if (!well) return null;
    const pixels = bytes.subarray(at * length, ++at * length);
    // The same picture twice has one row.
    const hash = createHash('sha256').update(pixels).digest('hex');
    cache.append(hash, pixels);
    return hash;
  });
  cache.flush();
  cache.close();
  return { folder: cacheFolder, hashes };
}
