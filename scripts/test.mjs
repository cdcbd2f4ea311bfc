import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { asked } from './asked.mjs';
import { build } from './build.mjs';
import { check, checks } from './check.mjs';
import { SetupError } from './setup/log.mjs';
import { modules, root } from './setup/paths.mjs';
import { everything, setup } from './setup.mjs';

const suites = ['unit', 'real', 'alone', 'e2e'];
const parts = ['check', ...suites];
const help = `npm test -- [PART …]
  Runs the set-up, the build, every check and every test of the project, or only the named parts of them:
  check   types, format, import rules, unused code
  unit    pure and quick tests
  real    tests with TensorFlow, databases and child processes
  alone   those of them that need the machine to themselves
  e2e     tests that drive the window
`;
const { words: chosen } = asked({ help, words: parts });
const isChosen = (/** @type {string} */ part) => chosen.length === 0 || chosen.includes(part);

/** Checks and tests continue even when one fails. */
const bin = (name) => join(modules, '.bin', name);

const count = { passed: 0, failed: 0 };
const skipped = [];
const failures = [];
const note = (text) => process.stdout.write(`\n── ${text}\n`);

function runSuite(project, folder) {
  note(`tests: ${project}`);
  const began = performance.now();
  const file = join(folder, `${project}.json`);
  const { status } = spawnSync(
    bin('vitest'),
    ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    { cwd: root, stdio: 'inherit' },
  );
  const report = readReport(file);
  count.passed += report.numPassedTests;
  skipped.push(...skippedIn(report));
  const failed = failuresIn(report);
  if (failed.length === 0 && status !== 0) failed.push(`vitest ended with ${status}, though no test failed`);
  count.failed += failed.length;
  failures.push(...failed.map((text) => `${project}: ${text}`));
  process.stdout.write(
    `${project}: ${report.numPassedTests} passed, ${failed.length} failed in ${seconds(began)}\n`,
  );
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, testResults: [] };
  }
}

/**
 * The failures, with the first lines of their reasons, so that the reader of a long output finds them at the
 * end. A file that could not even be loaded has no failed test, but is a failure all the same.
 */
function failuresIn({ testResults }) {
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const file = relative(root, name);
      const tests = assertionResults.filter(({ status }) => status === 'failed');
      if (tests.length === 0) return [`${file}\n${firstLines(message)}`];
      return tests.map(
        ({ fullName, failureMessages }) => `${file}: ${fullName}\n${firstLines(failureMessages.join('\n'))}`,
      );
    });
}

const firstLines = (text) => indented(text.split('\n').slice(0, 12));
const indented = (lines) => lines.map((line) => `    ${line}`).join('\n');

/** The names of the tests that did not run; each name contains the reason. */
function skippedIn({ testResults }) {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  return tests
    .filter(({ status }) => status === 'skipped' || status === 'pending')
    .map(({ fullName }) => fullName);
}

const seconds = (began) => `${((performance.now() - began) / 1000).toFixed(0)} s`;

const told = (error) =>
  process.stderr.write(`${error instanceof SetupError ? error.message : error.stack}\n`);

try {
  await setup({ pieces: everything });
} catch (error) {
  told(error);
  process.stdout.write('0 passed, 1 failed\n');
  process.exit(1);
}
try {
  await build();
  count.passed++;
} catch (error) {
  // The checks run all the same, because the output of the compiler and the linter shows the cause more
  // quickly.
  told(error);
  count.failed++;
  failures.push(`build\n${firstLines(error.message)}`);
}
const folder = mkdtempSync(join(tmpdir(), 'noisy-studio-test-'));
if (isChosen('check')) {
  const failedChecks = await check();
  count.failed += failedChecks.length;
  failures.push(...failedChecks.map((name) => `check: ${name}`));
  count.passed += checks.length - failedChecks.length;
}
for (const suite of suites.filter(isChosen)) runSuite(suite, folder);
rmSync(folder, { recursive: true, force: true });
if (skipped.length > 0) note(`${skipped.length} skipped`);
for (const name of skipped) process.stdout.write(`${name}\n`);
if (failures.length > 0) note(`${failures.length} failed`);
for (const failure of failures) process.stdout.write(`${failure}\n`);
process.stdout.write(`${count.passed} passed, ${count.failed} failed\n`);
process.exitCode = count.failed > 0 ? 1 : 0;
