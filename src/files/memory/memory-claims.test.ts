import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { processSpace, startOf } from '../processes/running-process';
import { MemoryClaims } from './memory-claims';

const root = mkdtempSync(join(tmpdir(), 'memory-claims-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

/** Another process, with the name that its claim would have. */
function other(): { child: ChildProcess; pid: number; name: string } {
  const child = spawn('sleep', ['100'], { stdio: 'ignore' });
  children.push(child);
  const pid = child.pid as number;
  return { child, pid, name: `${processSpace}.${pid}.${startOf(pid)}` };
}

describe('claims of memory', () => {
  it('are those of other processes that run', async () => {
    const folder = join(root, 'run');
    const claims = new MemoryClaims(folder);
    claims.claim(1000);
    const { child, pid, name } = other();
    writeFileSync(join(folder, name), '5000000');
    writeFileSync(join(folder, `another.${name}`), '7');
    writeFileSync(join(folder, `${processSpace}9.${pid}.1`), '7');
    expect(claims.ofOthers()).toEqual([{ pid, bytes: 5_000_000 }]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(claims.ofOthers()).toEqual([]);
    expect(readdirSync(folder)).not.toContain(name);
  });

  it('replace one another, and end', () => {
    const folder = join(root, 'own');
    const claims = new MemoryClaims(folder);
    claims.claim(1000.5);
    claims.claim(2000);
    expect(readdirSync(folder)).toEqual([`${processSpace}.${process.pid}.${startOf(process.pid)}`]);
    claims.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are made by one process at a time', () => {
    const claims = new MemoryClaims(join(root, 'turn'));
    const lockDuring = claims.whileAlone(() => readdirSync(join(root, 'turn')));
    expect(lockDuring).toEqual(['lock']);
    expect(readdirSync(join(root, 'turn'))).toEqual([]);
  });

  it('do without a folder that cannot be used', () => {
    const file = join(root, 'file');
    writeFileSync(file, '');
    const claims = new MemoryClaims(file);
    claims.claim(1000);
    expect(claims.ofOthers()).toEqual([]);
    expect(claims.whileAlone(() => 4)).toBe(4);
    claims.release();
  });
});
