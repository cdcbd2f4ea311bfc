import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checks } from './check.mjs';
import { modules, root } from './setup/paths.mjs';

/**
 * Every check is run on a fault of its kind in a small copy of the project with the same settings, and must report it: a check that leaves
 * out a folder, or that nobody calls, fails here.
 */
let house = '';
beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'noisy-studio-checks-'));
  const settings = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(c?js|jsonc?|ts)$/.test(entry.name))
    .map(({ name }) => name);
  for (const name of settings) cpSync(join(root, name), join(house, name));
  symlinkSync(modules, join(house, 'node_modules'));
  spawnSync('git', ['init', '--quiet'], { cwd: house });
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

/** Puts files into the small project while a check runs; returns the output and the result of the check. */
function checked(/** @type {string} */ title, /** @type {Record<string, string>} */ files) {
  const { command, args } = /** @type {typeof checks[number]} */ (
    checks.find((check) => check.title === title)
  );
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), text);
  }
  // The compiler must not write about this small project into the build information of the real one.
  const own = command.endsWith('tsc') ? ['--incremental', 'false', '--tsBuildInfoFile', 'null'] : [];
  const { status, stdout, stderr } = spawnSync(command, [...args, ...own], { cwd: house, encoding: 'utf8' });
  for (const file of Object.keys(files)) rmSync(join(house, file));
  return { status, said: `${stdout}${stderr}` };
}

it.each([
  ['types', ['src/core/seeded.ts', 'src/studio/method/seeded.test.ts', 'bench/seeded.ts']],
  ['types of the window', ['src/renderer/screens/seeded.tsx', 'src/preload/seeded.ts', 'e2e/seeded.test.ts']],
  ['types of the scripts', ['scripts/seeded.mjs', 'scripts/setup/seeded.test.mjs', 'e2e/limits/seeded.cjs']],
])('"%s" finds a wrong type in each of %j', (title, files) => {
  const wrong = 'process.exitCode = process.argvs[2];\n';
  const { status, said } = checked(title, Object.fromEntries(files.map((file) => [file, wrong])));
  expect(status).not.toBe(0);
  for (const file of files) expect(said).toContain(`${file}(1,28): error TS`);
});

it.each([
  'src/core/seeded.ts',
  'src/renderer/app/seeded.tsx',
  'scripts/seeded.mjs',
  'e2e/seeded.ts',
  'bench/seeded.ts',
])('lint finds %s', (file) => {
  const { status, said } = checked('lint', { [file]: 'export var seeded = 1\n' });
  expect(status).not.toBe(0);
  expect(said).toContain(file);
});

describe('an import against the direction is found:', () => {
  const imports = [
    ['core-is-pure', 'src/core/a.ts', 'src/catalog/b.ts'],
    ['core/recipe-schema-imports-below', 'src/core/recipe/schema/a.ts', 'src/core/recipe/presets/b.ts'],
    ['core/recipe-has-these-rooms', 'src/core/recipe/a.ts', 'src/core/recipe/schema/b.ts'],
    ['files-are-bytes', 'src/files/a.ts', 'src/catalog/b.ts'],
    ['engine-knows-tensors-only', 'src/engine/a.ts', 'src/data/b.ts'],
    ['data-below-studio', 'src/data/a.ts', 'src/studio/project/b.ts'],
    ['catalog-below-studio', 'src/catalog/a.ts', 'src/data/b.ts'],
    ['runner-joins-data-and-engine', 'src/runner/a.ts', 'src/catalog/b.ts'],
    ['contract-says-what-core-says', 'src/contract/a.ts', 'src/catalog/b.ts'],
    ['studio-below-faces', 'src/studio/service/a.ts', 'src/main/b.ts'],
    ['studio-reaches-the-engine-by-messages', 'src/studio/method/a.ts', 'src/engine/b.ts'],
    ['renderer-talks-to-the-contract', 'src/renderer/app/a.ts', 'src/studio/project/b.ts'],
    ['renderer-base-imports-below', 'src/renderer/base/a.ts', 'src/renderer/gallery/b.ts'],
    ['renderer-gallery-imports-below', 'src/renderer/gallery/a.ts', 'src/renderer/dialogs/b.ts'],
    ['renderer-charts-imports-below', 'src/renderer/charts/a.ts', 'src/renderer/screens/data/b.ts'],
    ['renderer-dialogs-imports-below', 'src/renderer/dialogs/a.ts', 'src/renderer/screens/data/b.ts'],
    ['renderer-screens-imports-below', 'src/renderer/screens/data/a.ts', 'src/renderer/app/b.ts'],
    ['screens-stand-alone', 'src/renderer/screens/label/a.ts', 'src/renderer/screens/review/b.ts'],
    ['renderer-has-these-rooms', 'src/renderer/a.ts', 'src/renderer/base/b.ts'],
    ['studio-project-imports-below', 'src/studio/project/a.ts', 'src/studio/import/b.ts'],
    ['studio-import-imports-below', 'src/studio/import/a.ts', 'src/studio/labelling/b.ts'],
    ['studio-labelling-imports-below', 'src/studio/labelling/a.ts', 'src/studio/review/b.ts'],
    ['studio-label-imports-below', 'src/studio/label/a.ts', 'src/studio/method/b.ts'],
    ['studio-export-imports-below', 'src/studio/export/a.ts', 'src/studio/method/b.ts'],
    ['studio-method-imports-below', 'src/studio/method/a.ts', 'src/studio/review/b.ts'],
    ['studio-review-imports-below', 'src/studio/review/a.ts', 'src/studio/method/b.ts'],
    ['studio-report-imports-below', 'src/studio/report/a.ts', 'src/studio/service/b.ts'],
    ['studio-demo-imports-below', 'src/studio/demo/a.ts', 'src/studio/service/b.ts'],
    ['studio-has-these-rooms', 'src/studio/a.ts', 'src/studio/project/b.ts'],
    ['catalog-images-imports-below', 'src/catalog/images/a.ts', 'src/catalog/runs/b.ts'],
    ['catalog-has-these-rooms', 'src/catalog/a.ts', 'src/catalog/images/b.ts'],
    ['studio/project-folder-imports-below', 'src/studio/project/folder/a.ts', 'src/studio/project/runs/b.ts'],
    ['studio/project-has-these-rooms', 'src/studio/project/a.ts', 'src/studio/project/folder/b.ts'],
    ['studio/import-tables-imports-below', 'src/studio/import/tables/a.ts', 'src/studio/import/folders/b.ts'],
    ['studio/import-has-these-rooms', 'src/studio/import/a.ts', 'src/studio/import/tables/b.ts'],
    [
      'studio/import/tables-rows-imports-below',
      'src/studio/import/tables/rows/a.ts',
      'src/studio/import/tables/reading/b.ts',
    ],
    [
      'studio/import/tables-has-these-rooms',
      'src/studio/import/tables/a.ts',
      'src/studio/import/tables/rows/b.ts',
    ],
    [
      'studio/labelling-file-imports-below',
      'src/studio/labelling/file/a.ts',
      'src/studio/labelling/trust/b.ts',
    ],
    ['studio/labelling-has-these-rooms', 'src/studio/labelling/a.ts', 'src/studio/labelling/file/b.ts'],
    ['studio/method-pool-imports-below', 'src/studio/method/pool/a.ts', 'src/studio/method/training/b.ts'],
    ['studio/method-has-these-rooms', 'src/studio/method/a.ts', 'src/studio/method/loop/b.ts'],
    ['studio/review-table-imports-below', 'src/studio/review/table/a.ts', 'src/studio/review/image/b.ts'],
    ['studio/review-has-these-rooms', 'src/studio/review/a.ts', 'src/studio/review/table/b.ts'],
    [
      'studio/service-session-imports-below',
      'src/studio/service/session/a.ts',
      'src/studio/service/data/b.ts',
    ],
    ['studio/service-has-these-rooms', 'src/studio/service/a.ts', 'src/studio/service/data/b.ts'],
    ['renderer/base-frame-imports-below', 'src/renderer/base/frame/a.ts', 'src/renderer/base/studio/b.ts'],
    ['renderer/base-has-these-rooms', 'src/renderer/base/a.ts', 'src/renderer/base/frame/b.ts'],
    [
      'renderer/screens/evaluate-chosen-imports-below',
      'src/renderer/screens/evaluate/chosen/a.ts',
      'src/renderer/screens/evaluate/sets/b.ts',
    ],
    [
      'renderer/screens/evaluate-has-these-rooms',
      'src/renderer/screens/evaluate/a.ts',
      'src/renderer/screens/evaluate/sets/b.ts',
    ],
    [
      'renderer/screens/runs-experiment-imports-below',
      'src/renderer/screens/runs/experiment/a.ts',
      'src/renderer/screens/runs/tree/b.ts',
    ],
    [
      'renderer/screens/runs-has-these-rooms',
      'src/renderer/screens/runs/a.ts',
      'src/renderer/screens/runs/tree/b.ts',
    ],
    [
      'renderer/screens/recipe-shown-imports-below',
      'src/renderer/screens/recipe/shown/a.ts',
      'src/renderer/screens/recipe/form/b.ts',
    ],
    [
      'renderer/screens/recipe-has-these-rooms',
      'src/renderer/screens/recipe/a.ts',
      'src/renderer/screens/recipe/form/b.ts',
    ],
    [
      'renderer/screens/label-session-imports-below',
      'src/renderer/screens/label/session/a.ts',
      'src/renderer/screens/label/images/b.ts',
    ],
    [
      'renderer/screens/label-has-these-rooms',
      'src/renderer/screens/label/a.ts',
      'src/renderer/screens/label/images/b.ts',
    ],
    [
      'renderer/screens/review-session-imports-below',
      'src/renderer/screens/review/session/a.ts',
      'src/renderer/screens/review/panel/b.ts',
    ],
    [
      'renderer/screens/review-has-these-rooms',
      'src/renderer/screens/review/a.ts',
      'src/renderer/screens/review/panel/b.ts',
    ],
    ['data/decode-format-imports-below', 'src/data/decode/format/a.ts', 'src/data/decode/pixels/b.ts'],
    ['data/decode-has-these-rooms', 'src/data/decode/a.ts', 'src/data/decode/pixels/b.ts'],
    ['files-reading-imports-below', 'src/files/reading/a.ts', 'src/files/durable/b.ts'],
    ['files-has-these-rooms', 'src/files/a.ts', 'src/files/durable/b.ts'],
    ['data/augment-crops-imports-below', 'src/data/augment/crops/a.ts', 'src/data/augment/filters/b.ts'],
    ['data/augment-has-these-rooms', 'src/data/augment/a.ts', 'src/data/augment/filters/b.ts'],
    ['cli/commands-evaluate-imports-below', 'src/cli/commands/evaluate/a.ts', 'src/cli/commands/study/b.ts'],
    ['cli/commands-has-these-rooms', 'src/cli/commands/session/a.ts', 'src/cli/commands/study/b.ts'],
    ['studio/report-facts-imports-below', 'src/studio/report/facts/a.ts', 'src/studio/report/sections/b.ts'],
    ['studio/report-has-these-rooms', 'src/studio/report/a.ts', 'src/studio/report/sections/b.ts'],
  ];
  /** All faults are checked in one run; the messages of the rules are distinguished by their names. */
  const packages = [
    ['core-has-no-io', 'src/core/io.ts', 'node:fs'],
    ['core-packages', 'src/core/sharp.ts', 'sharp'],
    ['sql-in-catalog-only', 'src/studio/project/sql.ts', 'better-sqlite3'],
    ['tensorflow-in-engine-only', 'src/runner/tf.ts', '@tensorflow/tfjs-node-gpu'],
  ];
  const files = /** @type {Record<string, string>} */ ({});
  const said = { text: '' };
  beforeAll(() => {
    for (const [i, [, from, to]] of imports.entries()) {
      const far = to.replace('b.ts', `b${i}.ts`);
      const up = '../'.repeat(from.split('/').length - 2);
      files[from.replace('a.ts', `a${i}.ts`)] = `export { b } from '${up}${far.slice(4, -3)}';\n`.replace(
        "'c",
        "'./c",
      );
      files[far] = 'export const b = 1;\n';
    }
    for (const [, from, name] of packages) files[from] = `export * from '${name}';\n`;
    files['src/core/one.ts'] = "export { two } from './two';\nexport const one = 1;\n";
    files['src/core/two.ts'] = "export { one } from './one';\nexport const two = 2;\n";
    const result = checked('rooms', files);
    expect(result.status).not.toBe(0);
    said.text = result.said;
  });

  it.each([...imports.map(([rule, from], i) => [rule, from.replace('a.ts', `a${i}.ts`)]), ...packages])(
    '%s, in %s',
    (rule, from) => {
      expect(said.text).toMatch(new RegExp(`${rule}: ${from.replaceAll('.', '\\.')} `));
    },
  );

  it('no-cycles', () => expect(said.text).toMatch(/no-cycles: src\/core\/(one|two)\.ts/));
});

it('a file, an export and a package that nothing uses are found', () => {
  const { status, said } = checked('unused', {
    'src/core/seeded.test.ts': "import { used } from './seeded';\nused();\n",
    'src/core/seeded.ts': 'export const used = () => {};\nexport const seededExport = 1;\n',
    'src/core/seeded-file.ts': 'export const alone = 1;\n',
    'src/renderer/screens/seeded-screen.tsx': 'export const Alone = () => null;\n',
    'scripts/seeded-script.mjs': 'process.exitCode = 0;\n',
    'src/studio/project/seeded.test.ts': "import '../../core/no-such-file';\n",
  });
  expect(status).not.toBe(0);
  expect(said).toMatch(/seededExport\s+src\/core\/seeded\.ts/);
  expect(said).not.toMatch(/used\s+src\/core\/seeded\.ts/);
  for (const file of [
    'src/core/seeded-file.ts',
    'src/renderer/screens/seeded-screen.tsx',
    'scripts/seeded-script.mjs',
  ])
    expect(said).toContain(file);
  expect(said).toMatch(/Unused dependencies/);
});
