import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Case, cases } from './cases-expected';
import { byCommand, byContract, type Imported } from './cases-faces';

/**
 * Imports every case through both interfaces and prints a line for each; the exit code is 1 if one is wrong.
 */
const made = process.argv[2];
let wrong = 0;

for (const each of cases)
  for (const [face, bring] of [
    ['command', byCommand],
    ['window', byContract],
  ] as const) {
    const problem = await outcome(each, bring);
    if (problem !== null) wrong++;
    process.stdout.write(
      `${problem === null ? 'right' : 'WRONG'}  ${face.padEnd(8)} ${each.name}${problem === null ? '' : `: ${problem}`}\n`,
    );
  }
process.stdout.write(wrong === 0 ? 'All cases are right.\n' : `${wrong} wrong.\n`);
process.exitCode = wrong === 0 ? 0 : 1;

async function outcome(each: Case, bring: typeof byCommand): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), 'case-'));
  let imported: Imported | null = null;
  try {
    imported = await bring(join(made, each.path), folder);
    return (await each.check(imported)) ?? null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    imported?.project.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
