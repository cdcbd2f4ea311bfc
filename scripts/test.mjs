import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { check, checks } from './check.mjs';
import { SetupError } from './setup/log.mjs';
import { modules, root } from './setup/paths.mjs';
import { everything, setup } from './setup.mjs';

/** Every check of the project in one go, and all of them even when one fails. */
const bin = (name) => join(modules, '.bin', name);
const suites = ['unit', 'real', 'e2e'];

const count = { passed: 0, failed: 0 };
const skipped = [];
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
  // A suite that did not even load has no failed test, and is a failure all the same.
  const failed = Math.max(report.numFailedTests, report.numFailedTestSuites > 0 || status !== 0 ? 1 : 0);
  count.failed += failed;
  process.stdout.write(
    `${project}: ${report.numPassedTests} passed, ${failed} failed in ${seconds(began)}\n`,
  );
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numFailedTestSuites: 1, testResults: [] };
  }
}

/** Names of the tests that did not run; each says why in its name. */
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
  // What the compiler and the linter say is the shorter way to the cause.
  told(error);
  count.failed++;
}
const folder = mkdtempSync(join(tmpdir(), 'noisy-studio-test-'));
const failedChecks = check();
count.failed += failedChecks.length;
count.passed += checks.length - failedChecks.length;
for (const suite of suites) runSuite(suite, folder);
rmSync(folder, { recursive: true, force: true });
if (skipped.length > 0) note(`${skipped.length} skipped`);
for (const name of skipped) process.stdout.write(`${name}\n`);
process.stdout.write(`${count.passed} passed, ${count.failed} failed\n`);
process.exitCode = count.failed > 0 ? 1 : 0;
