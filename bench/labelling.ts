import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Random } from '../src/core/numbers/random';
import { oodScoreNames } from '../src/core/ood';
import { softmax, summarise } from '../src/core/selection';
import { type LabellingRows, LabellingWriter } from '../src/runner/labelling/labelling-file';
import { labellingColumns } from '../src/studio/labelling/file/labelling';
import { createProject } from '../src/studio/project/folder/project';
import { writeResult } from './result';

/**
 * Measures the cost of storing a labelling, without the model: `--images <n>` rows (a million) of randomly drawn predictions are written as
 * the engine writes them, recorded in the catalog, and read as when a review opens. Prints the seconds of each part, and the most memory
 * that the process has had.
 */
const { values } = parseArgs({ options: { images: { type: 'string', default: '1000000' } } });
const images = Number(values.images);
const [classes, featureWidth, batch] = [10, 256, 500];

const folder = mkdtempSync(join(tmpdir(), 'bench-labelling-'));
try {
  const project = createProject(join(folder, 'project'));
  const { catalog } = project;
  const classIds = [
    ...catalog.classes.ensure(Array.from({ length: classes }, (_, c) => `class ${c}`)).values(),
  ];
  const runId = catalog.runs.create({ kind: 'teacher', recipe: {}, seed: 1 });
  const labelling = catalog.labellingRuns.create({ runId, iterationId: null, classIds });
  mkdirSync(join(project.runsFolder, String(runId)), { recursive: true });
  const place = join('runs', String(runId), `labelling-${labelling.id}.safetensors`);
  const rows = drawn();
  const began = performance.now();
  const writer = new LabellingWriter(join(project.folder, place), {
    ...{ rows: images, classIds, features: featureWidth, scores: oodScoreNames, limits: {}, labelled: null },
  });
  for (let from = 0; from < images; from += batch) writer.append(rows(from, Math.min(batch, images - from)));
  const hash = writer.commit();
  catalog.labellingRuns.finish(labelling.id, {
    ...{ images, file: place, hash, oodScore: oodScoreNames[0], oodThreshold: 0 },
  });
  const written = performance.now();
  const columns = labellingColumns(project, catalog.labellingRuns.get(labelling.id));
  const opened = performance.now();
  project.close();
  const result = {
    images: columns.imageIds.length,
    writeSeconds: (written - began) / 1000,
    openSeconds: (opened - written) / 1000,
    peakMB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n${writeResult('labelling', result)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A batch that is drawn once and used again and again, because drawing should not be measured. */
function drawn(): (from: number, count: number) => LabellingRows {
  const random = new Random(3);
  const draw = (count: number) => Float32Array.from({ length: count }, () => random.normal());
  const probabilities = softmax(draw(batch * classes), classes);
  const features = draw(batch * featureWidth);
  const scores = Object.fromEntries(oodScoreNames.map((name) => [name, draw(batch)]));
  return (from, count) => {
    const part = probabilities.subarray(0, count * classes);
    return {
      ids: Int32Array.from({ length: count }, (_, i) => from + i + 1),
      sources: new Int32Array(count).fill(1),
      ...summarise(part, classes),
      probabilities: part,
      features: features.subarray(0, count * featureWidth),
      scores: Object.fromEntries(
        Object.entries(scores).map(([name, values]) => [name, values.subarray(0, count)]),
      ),
    };
  };
}
