import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { SetupError } from './setup/log.mjs';
import { modules, root } from './setup/paths.mjs';
import { everything, setup } from './setup.mjs';

/** Every check of the project in one go, and all of them even when one fails. */
const bin = (name) => join(modules, '.bin', name);
const checks = [
  { title: 'types', command: bin('tsc'), args: ['--noEmit'] },
  { title: 'types of the window', command: bin('tsc'), args: ['--noEmit', '-p', 'tsconfig.web.json'] },
  { title: 'lint', command: bin('biome'), args: ['check', '.'] },
  { title: 'rooms', command: bin('depcruise'), args: ['--config', '.dependency-cruiser.cjs', 'src'] },
];
const suites = ['unit', 'real', 'e2e'];

const count = { passed: 0, failed: 0 };
const skipped = [];
const note = (text) => process.stdout.write(`\n── ${text}\n`);

function runCheck({ title, command, args }) {
  note(title);
  const began = performance.now();
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status === 0) count.passed++;
  else count.failed++;
  process.stdout.write(`${title}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds(began)}\n`);
}

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
for (const check of checks) runCheck(check);
for (const suite of suites) runSuite(suite, folder);
rmSync(folder, { recursive: true, force: true });
if (skipped.length > 0) note(`${skipped.length} skipped`);
for (const name of skipped) process.stdout.write(`${name}\n`);
process.stdout.write(`${count.passed} passed, ${count.failed} failed\n`);
process.exitCode = count.failed > 0 ? 1 : 0;
