import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { methodNames } from '../core/methods';
import { oodScoreNames } from '../core/ood';

const root = join(import.meta.dirname, '../..');
const blocks = /^```(ts|diff) (\S+)\n([\s\S]*?)^```$/gm;

/**
 * The examples of the pages are written into a copy of the sources and used there by a program of their own.
 */
let copy = '';
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'noisy-studio-extend-'));
  for (const name of ['src', 'bench', 'e2e', 'package.json', 'tsconfig.json', 'tsconfig.web.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/**
 * Applies a page of docs/extend: new files, and changes to existing ones. Returns the files that it touched.
 */
function follow(page: string): { added: string[]; changed: string[] } {
  const touched = { added: [] as string[], changed: [] as string[] };
  for (const [, kind, file, text] of readFileSync(join(root, 'docs/extend', page), 'utf8').matchAll(blocks)) {
    const path = join(copy, file);
    if (kind === 'ts') {
      expect(existsSync(path), `${file} is there already`).toBe(false);
      writeFileSync(path, text);
      touched.added.push(file);
    } else {
      writeFileSync(path, patched(readFileSync(path, 'utf8'), text, file));
      touched.changed.push(file);
    }
  }
  return touched;
}

/** A diff without context: removed lines must be in the file exactly once; added lines without removed ones go to its top. */
function patched(source: string, diff: string, file: string): string {
  const lines = diff.trimEnd().split('\n');
  let out = source;
  for (let at = 0; at < lines.length; ) {
    const run = (sign: string) => {
      const from = at;
      while (lines[at]?.startsWith(sign)) at++;
      return lines.slice(from, at).map((line) => line.slice(1));
    };
    const top = run('+');
    if (top.length > 0) out = `${top.join('\n')}\n${out}`;
    const gone = run('-').join('\n');
    const come = run('+').join('\n');
    if (gone === '') continue;
    expect(out.split(gone), `${file} has no longer the line of the page: ${gone}`).toHaveLength(2);
    out = out.replace(gone, () => come);
  }
  return out;
}

/** Runs a program in the copy; returns the JSON that it printed. */
function said(program: string): unknown {
  const file = join(copy, 'src', 'probe.ts');
  writeFileSync(file, program);
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', file], {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
  });
  rmSync(file);
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout);
}

describe('docs/extend/score.md', () => {
  it('adds a score by one file and one line', () => {
    expect(follow('score.md')).toEqual({
      added: ['src/core/ood/scores/norm.ts'],
      changed: ['src/core/ood/table.ts'],
    });
  });

  it('which recipe, engine, score files, report and window then know', () => {
    expect(
      said(`
        import { describeRecipe, recipeHelp, resolveRecipe } from './core/recipe';
        import { inMemory, oodLimit, oodTitles } from './core/ood';
        import { fitScores, OodScorer } from './runner/labelling/ood-scorer';
        import { en } from './renderer/base/strings/en';
        import { ko } from './renderer/base/strings/ko';
        const outputs = (scale: number) => {
          const rows = Float32Array.from({ length: 12 * 3 }, (_, at) => scale * (at % 3 === Math.floor(at / 3) % 3 ? 2 : Math.sin(at)));
          return { features: rows, logits: rows, classes: 3 };
        };
        const scorer = new OodScorer(fitScores(inMemory(outputs(1)), Int32Array.from({ length: 12 }, (_, i) => i % 3)));
        const mean = (values: Float32Array) => values.reduce((sum, each) => sum + each, 0) / values.length;
        console.log(JSON.stringify({
          recipe: resolveRecipe('quick-cpu', { selection: { ood: { score: 'norm' } } }).selection.ood.score,
          options: describeRecipe().find(({ path }) => path === 'selection.ood.score')?.options,
          help: recipeHelp().includes('norm: Length of the feature vector beside that of labelled images.'),
          inside: mean(scorer.score('norm', outputs(1))),
          outside: mean(scorer.score('norm', outputs(0.5))),
          limit: Number.isFinite(oodLimit(scorer.score('norm', outputs(1)), 0.9)),
          report: oodTitles('en').norm,
          window: [en.review.scores.norm, ko.review.scores.norm],
        }));
        scorer.close();
      `),
    ).toEqual({
      recipe: 'norm',
      options: [...oodScoreNames, 'norm', 'none'],
      help: true,
      inside: expect.closeTo(1, 5),
      outside: expect.closeTo(0.5, 5),
      limit: true,
      report: 'Feature norm',
      window: ['Feature norm', '특징 노름'],
    });
  });
});

describe('docs/extend/augmentation.md', () => {
  it('adds an operation by one file and one line', () => {
    expect(follow('augmentation.md')).toEqual({
      added: ['src/data/augment/ops/channel-gain.ts'],
      changed: ['src/data/augment/table.ts'],
    });
  });

  it('which the set of ours then draws, and the authors’ does not', () => {
    expect(
      said(`
        import { Random } from './core/numbers/random';
        import { resolveRecipe } from './core/recipe';
        import { augmentImage } from './data/augment';
        import { opsOf } from './data/augment/table';
        const size = 32;
        const grey = new Uint8Array(size * size * 3).fill(100);
        const gained = (set: 'released' | 'increasing') => {
          const noise = { ...resolveRecipe('quick-cpu').noise.student, flip: false, crop: 0, cutout: 0, randAugment: { ops: 1, magnitude: 5, set } };
          let count = 0;
          for (let seed = 0; seed < 400; seed++) {
            const out = new Uint8Array(grey.length);
            augmentImage(grey, out, size, noise, seed);
            // No other operation gives a grey image another channel's level everywhere.
            const channels = [0, 1, 2].map((c) => new Set(out.filter((_, at) => at % 3 === c)));
            if (channels.every(({ size }) => size === 1) && new Set(channels.map(([value]) => value)).size === 2) count++;
          }
          return count;
        };
        const image = grey.slice();
        opsOf('increasing').get('ChannelGain')!(image, size, 5, new Random(1));
        console.log(JSON.stringify({
          values: [...new Set(image)].sort(),
          released: [...opsOf('released').keys()].includes('ChannelGain'),
          drawn: [gained('released'), gained('increasing') > 5],
        }));
      `),
    ).toEqual({ values: [100, expect.toBeOneOf([80, 120])], released: false, drawn: [0, true] });
  });
});

describe('docs/extend/corruption.md', () => {
  it('adds a corruption by one file and one line', () => {
    expect(follow('corruption.md')).toEqual({
      added: ['src/core/corruptions/ops/darkness.ts'],
      changed: ['src/core/corruptions/table.ts'],
    });
  });

  it('which command line, window and mean then know', () => {
    expect(
      said(`
        import { corruptImage } from './core/corruptions/corrupt';
        import { benchmarkAccuracy, summaryOf } from './core/corruptions/measures';
        import { benchmarkNames, corruptionNames } from './core/corruptions/table';
        import { corruptionTools } from './data/corrupted/corruption-tools';
        import { evaluate as english } from './renderer/base/strings/en/evaluate';
        import { evaluate as korean } from './renderer/base/strings/ko/evaluate';
        const grey = new Uint8Array(32 * 32 * 3).fill(100);
        const cells = [...benchmarkNames, 'darkness'].flatMap((corruption) =>
          [1, 2, 3, 4, 5].map((severity) => ({ corruption, severity, right: corruption === 'darkness' ? 0 : 5 })));
        const results = { images: 10, right: 9, cells } as Parameters<typeof summaryOf>[0];
        corruptImage(grey, 32, { corruption: 'darkness', severity: 5 }, new Uint8Array(32), corruptionTools).then((image) =>
          console.log(JSON.stringify({
            level: [...new Set(image)],
            last: corruptionNames.at(-1),
            names: [english, korean].map(({ evaluate }) => evaluate.robust.names.darkness),
            row: summaryOf(results).rows.at(-1)?.mean,
            mean: benchmarkAccuracy(results),
          })));
      `),
    ).toEqual({ level: [20], last: 'darkness', names: ['Darkness', '어둠'], row: 0, mean: 0.5 });
  });
});

describe('docs/extend/slice.md', () => {
  it('adds a slicing rule by one file and one line', () => {
    expect(follow('slice.md')).toEqual({
      added: ['src/core/slices/rules/shape.ts'],
      changed: ['src/core/slices/table.ts'],
    });
  });

  it('by which images are sliced, and which command line and window then know', () => {
    expect(
      said(`
        import { sliceCsv } from './cli/tables/slice-table';
        import { measureSlices } from './core/slices/measure';
        import { evaluate as english } from './renderer/base/strings/en/evaluate';
        import { evaluate as korean } from './renderer/base/strings/ko/evaluate';
        const unknown = { className: null, source: null, height: 100, mtimeMs: null, group: null, tags: [], brightness: null };
        const images = Array.from({ length: 10 }, (_, at) => ({ ...unknown, width: at < 5 ? 100 : 150 }));
        const measured = measureSlices(images, images.map(({ width }) => width === 100));
        console.log(JSON.stringify({
          slices: measured.slices.map(({ rule, name, images: n, right }) => [rule, name, n, right]),
          lines: sliceCsv(measured).split('\\n').filter((line) => line.startsWith('shape,')).length,
          titles: [english, korean].map(({ evaluate }) => evaluate.slices.by.shape),
        }));
      `),
    ).toEqual({
      slices: [
        ['shape', '1.50', 5, 0],
        ['shape', '1.00', 5, 5],
      ],
      lines: 2,
      titles: ['Shape', '형태'],
    });
  });
});

describe('docs/extend/metric.md', () => {
  it('adds a metric by one file and one line', () => {
    expect(follow('metric.md')).toEqual({
      added: ['src/core/metrics/kappa.ts'],
      changed: ['src/core/metrics/index.ts'],
    });
  });

  it('which evaluations, older ones too, recipe, report and window then know', () => {
    expect(
      said(`
        import { ConfusionCounts, figuresOf, measureAll, OutputColumns } from './core/metrics';
        import { evaluationMetrics } from './core/metrics/evaluation';
        import { describeRecipe, recipeHelp, resolveRecipe } from './core/recipe';
        import { accuracySection } from './studio/report/sections/accuracy';
        import { fullReport } from './studio/report/report.fixture';
        import { renderSection } from './studio/report/sections/section';
        import { en } from './renderer/base/strings/en';
        import { ko } from './renderer/base/strings/ko';
        const [labels, predicted] = [[0, 0, 0, 0, 1, 1], [0, 0, 0, 1, 1, 1]];
        const probabilities = Float32Array.from(predicted.flatMap((c) => (c === 0 ? [1, 0] : [0, 1])));
        const counts = ConfusionCounts.of(predicted, labels, 2);
        const values = measureAll(OutputColumns.of(probabilities, 2, labels), counts);
        const iterations = fullReport.iterations.map((one) => ({ ...one, testMetrics: values }));
        const report = renderSection(accuracySection({ ...fullReport, iterations })).text;
        console.log(JSON.stringify({
          value: values.kappa,
          error: figuresOf(counts).kappa.error > 0,
          older: evaluationMetrics({ accuracy: 5 / 6, confusion: [3, 1, 0, 2], perClass: [], imagesPerSecond: 1 }).values.kappa,
          recipe: resolveRecipe('quick-cpu', { chooseBy: 'kappa' }).chooseBy,
          options: describeRecipe().find(({ path }) => path === 'chooseBy')?.options,
          help: recipeHelp().includes('kappa: Agreement with the labels beyond'),
          report: report.includes('Kappa') && /66\\.67\\s%/.test(report),
          window: [en.evaluate.metrics.kappa, ko.evaluate.metrics.kappa],
        }));
      `),
    ).toEqual({
      // Five of six agree; by chance the share would be 4/6 x 3/6 + 2/6 x 3/6 = 1/2.
      value: expect.closeTo(2 / 3, 10),
      error: true,
      older: expect.closeTo(2 / 3, 10),
      recipe: 'kappa',
      options: ['accuracy', 'balancedAccuracy', 'macroF1', 'kappa'],
      help: true,
      report: true,
      window: ['Cohen’s kappa', '코헨의 카파'],
    });
  });
});

describe('docs/extend/model.md', () => {
  it('adds a model by one line', () => {
    expect(follow('model.md')).toEqual({ added: [], changed: ['src/core/network/families.ts'] });
  });

  it('which has parameters and is offered by the recipe', () => {
    const { counts, offered } = said(`
      import { architecture } from './core/network/arch';
      import { parameterCount } from './core/network/parameters';
      import { describeRecipe } from './core/recipe';
      const counts = (['small-2', 'small-3', 'b0'] as const).map((name) => parameterCount(architecture(name), 1000));
      const offered = describeRecipe().find(({ path }) => path === 'teacher.arch')?.options?.includes('small-3');
      console.log(JSON.stringify({ counts, offered }));
    `) as { counts: number[]; offered: boolean };
    expect(offered).toBe(true);
    const [half, wide, b0] = counts;
    // The size lies between those of its neighbours: a network 1.5 times as wide has up to 2.25 times the weights.
    expect(wide).toBeGreaterThan(1.5 * half);
    expect(wide).toBeLessThan(2.25 * half);
    expect(wide).toBeLessThan(b0);
  });
});

describe('docs/extend/setting.md', () => {
  it('adds a setting by two files', () => {
    expect(follow('setting.md')).toEqual({
      added: [],
      changed: ['src/core/recipe/sections/training.ts', 'src/core/recipe/presets/presets.ts'],
    });
  });

  it('which form, help, files and older recipes then know', () => {
    expect(
      said(`
        import { parseRecipe, presets, recipeHelp, recipeProblems, setByPath } from './core/recipe';
        import { fieldGroups } from './renderer/screens/recipe/shown/groups';
        import { settingTitle } from './renderer/dialogs/recipe/recipe-words';
        import { i18n } from './renderer/base/strings';
        const quick = presets['quick-cpu'];
        const { curveEvery: _, ...training } = quick.training;
        const found = fieldGroups.flatMap(({ name, parts }) =>
          parts.flatMap(({ fields }) => fields).filter(({ path }) => path === 'training.curveEvery').map((field) => ({ name, field })),
        );
        const titles = () => found.map(({ name, field }) => [name, settingTitle(field)]);
        const english = titles();
        globalThis.document = { documentElement: {} } as never;
        i18n.changeLanguage('ko').then(() => console.log(JSON.stringify({
          form: [...english, ...titles()],
          help: recipeHelp().includes('training.curveEvery = 10 (steps)'),
          older: parseRecipe({ ...quick, training }).training.curveEvery,
          set: setByPath(quick, 'training.curveEvery', '25').training.curveEvery,
          refused: recipeProblems({ ...quick, training: { ...quick.training, curveEvery: 0 } }).map(({ path }) => path),
        })));
      `),
    ).toEqual({
      form: [
        ['running', 'Curve every'],
        ['running', '곡선 간격'],
      ],
      help: true,
      older: 10,
      set: 25,
      refused: ['training.curveEvery'],
    });
  });
});

describe('docs/extend/method.md', () => {
  it('adds a method by one file and one line, and an objective by one file and one line', () => {
    expect(follow('method.md')).toEqual({
      added: ['src/core/methods/uda.ts', 'src/engine/objectives/averaged-fixmatch.ts'],
      changed: ['src/core/methods/index.ts', 'src/engine/objectives/index.ts'],
    });
  });

  it('which the recipe and the window offer, and which train', () => {
    const program = `
      import { mkdtempSync, rmSync } from 'node:fs';
      import { tmpdir } from 'node:os';
      import { dirname, join } from 'node:path';
      import { consistencyOf, firstRunOf, trainingsOf, usesPool } from './core/methods';
      import { batchRows } from './core/stages/batch-rows';
      import { Random } from './core/numbers/random';
      import { describeRecipe, recipeHelp, resolveRecipe, unusedReason } from './core/recipe';
      import { PixelCache } from './data/cache/pixel-cache';
      import { train } from './runner/training/train';

      const size = 16;
      const folder = mkdtempSync(join(tmpdir(), 'extend-method-'));
      const cache = PixelCache.open(folder, size);
      const random = new Random(1);
      const hashes = (from: number, count: number) =>
        Uint8Array.from({ length: 32 * count }, (_, at) => (at % 32 === 31 ? from + Math.floor(at / 32) : 0));
      for (let i = 0; i < 24; i++)
        cache.append(i.toString(16).padStart(64, '0'), Uint8Array.from({ length: size * size * 3 }, () => random.int(256)));
      cache.close();
      const hooks = {
        signal: new AbortController().signal,
        progress() {},
        point() {},
        checkpoint() {},
        fitted() {},
        note() {},
        room: { take: (choose) => choose({ free: 2 ** 33, others: 0 }).chosen },
      };
      const recipe = resolveRecipe('quick-cpu', {
        method: 'uda',
        imageSize: size,
        training: { labelledBatch: 4, unlabelledRatio: [2], teacherLength: { amount: 3, unit: 'steps' } },
      });
      const [stage] = trainingsOf(recipe, 0);
      const trained = (name: string, objective: string, length: number) =>
        train(
          {
            kind: 'train',
            folder: join(folder, name),
            cacheFolder: folder,
            workers: 0,
            fresh: {
              spec: {
                model: { arch: 'small', classes: 3, imageSize: size, mean: recipe.mean, std: recipe.std, batchNormEpsilon: 1e-3 },
                dropout: 0.2,
                survival: 0.9,
                noise: recipe.noise.teacher,
                training: recipe.training,
                objective,
                consistency: consistencyOf(recipe.consistency, stage.consistency ?? {}),
                unlabelledRatio: 2,
                inferenceBatch: 8,
                seed: 1,
                initialWeights: null,
                role: 'teacher',
                length: { amount: length, unit: 'steps' },
              },
              inputs: {
                labelled: { hashes: hashes(0, 8), labels: Int32Array.from({ length: 8 }, (_, i) => i % 3) },
                pseudo: null,
                unlabelled: { hashes: hashes(8, 16) },
                validation: null,
              },
            },
          },
          hooks,
        );
      const run = async () => {
        const results = [];
        for (const [name, objective] of [['a', stage.objective], ['b', 'averaged-fixmatch'], ['c', 'averaged-fixmatch']] as const)
          results.push(await trained(name, objective, 3));
        const field = describeRecipe().find(({ path }) => path === 'method');
        console.log(JSON.stringify({
          options: field?.options,
          titles: [field?.optionWords?.uda.en.title, field?.optionWords?.uda.ko.title],
          help: recipeHelp().includes('UDA (uda): As FixMatch'),
          pool: usesPool(recipe),
          run: firstRunOf('uda'),
          rows: batchRows(recipe, stage, 0),
          temperature: consistencyOf(recipe.consistency, stage.consistency ?? {}).temperature,
          unused: [unusedReason(recipe, 'consistency.threshold'), unusedReason(recipe, 'iterations')?.en],
          steps: results.map(({ steps }) => steps),
          equal: results[1].weightsHash === results[2].weightsHash,
          other: results[0].weightsHash !== results[1].weightsHash,
        }));
        rmSync(folder, { recursive: true });
      };
      void run();
    `;
    expect(said(program)).toEqual({
      options: [...methodNames, 'uda'],
      titles: ['UDA', 'UDA'],
      help: true,
      pool: true,
      run: 'model',
      rows: 4 + 2 * 8,
      temperature: 0.4,
      unused: [null, 'Not used: this method trains only one model.'],
      steps: [3, 3, 3],
      equal: true,
      other: true,
    });
  });
});

describe('docs/extend/list-format.md', () => {
  it('adds a format by one file and one line', () => {
    expect(follow('list-format.md')).toEqual({
      added: ['src/studio/lists/formats/arrows.ts'],
      changed: ['src/studio/lists/table.ts'],
    });
  });

  it('which import, export and the window then know', () => {
    const folder = join(copy, 'arrows');
    expect(
      said(`
        import { mkdirSync, readFileSync } from 'node:fs';
        import sharp from 'sharp';
        import { exportLabels } from './studio/export/labels';
        import { labelRows } from './studio/export/label-rows';
        import { importSource } from './studio/import';
        import { ListPlace } from './studio/lists/list-place';
        import { formatAt, writtenFormats } from './studio/lists/table';
        import { createProject } from './studio/project/folder/project';
        const folder = ${JSON.stringify(folder)};
        (async () => {
          for (const [at, name] of ['cat', 'dog'].entries()) {
            mkdirSync(folder + '/photos/' + name, { recursive: true });
            const pixels = Buffer.from(Array.from({ length: 48 * 48 * 3 }, (_, i) => (i * i * (at + 3)) % 251));
            await sharp(pixels, { raw: { width: 48, height: 48, channels: 3 } }).png().toFile(folder + '/photos/' + name + '/1.png');
          }
          const one = createProject(folder + '/one');
          await importSource(one, { path: folder + '/photos' });
          const rows = labelRows(one, { pseudoLabels: false, unlabelled: false });
          const target = folder + '/labels.arrows';
          await exportLabels(rows, { format: 'arrows', target, paths: 'relative' });
          const two = createProject(folder + '/two');
          const report = await importSource(two, { path: target });
          const classes = two.catalog.classes.list().map(({ name }) => name);
          console.log(JSON.stringify({
            text: readFileSync(target, 'utf8'),
            format: formatAt(new ListPlace(target))?.name,
            offered: writtenFormats.map(({ name }) => name).includes('arrows'),
            added: report.added, problems: report.problems, classes,
          }));
          one.close();
          two.close();
        })();
      `),
    ).toEqual({
      text: '# arrows\nphotos/cat/1.png -> cat\nphotos/dog/1.png -> dog\n',
      ...{ format: 'arrows', offered: true, added: 2, problems: [], classes: ['cat', 'dog'] },
    });
  });
});

it.each(['tsconfig.json', 'tsconfig.web.json'])(
  'the copy with all of them passes the type checks of %s',
  (project) => {
    const { status, stdout } = spawnSync(
      join(root, 'node_modules/typescript-native/bin/tsc'),
      ['--noEmit', '-p', project, '--incremental', 'false', '--tsBuildInfoFile', 'null'],
      { cwd: copy, encoding: 'utf8' },
    );
    expect(stdout).toBe('');
    expect(status).toBe(0);
  },
  900_000,
);
