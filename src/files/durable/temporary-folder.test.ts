import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeLeft, temporaryFolder } from './temporary-folder';

let within: string;
beforeEach(() => {
  within = mkdtempSync(join(tmpdir(), 'temporary-'));
});
afterEach(() => rmSync(within, { recursive: true, force: true }));

const made = (name: string) => {
  mkdirSync(join(within, name, 'pixels'), { recursive: true });
  writeFileSync(join(within, name, 'pixels', '32.pixels'), 'pixels');
  return name;
};

describe('a temporary folder', () => {
  it('is new, and gone when it is let go', () => {
    const [one, other] = [temporaryFolder(within), temporaryFolder(within)];
    expect(one.folder).not.toBe(other.folder);
    writeFileSync(join(one.folder, 'file'), '');
    one.letGo();
    expect(readdirSync(within)).toEqual([basename(other.folder)]);
    other.letGo();
  });

  it.runIf(process.platform === 'linux')(
    'of a process that was killed is taken away by the next',
    async () => {
      const module = fileURLToPath(new URL('./temporary-folder.ts', import.meta.url));
      const program = `const { temporaryFolder } = await import(${JSON.stringify(module)});
      console.log(temporaryFolder(${JSON.stringify(within)}).folder); setInterval(() => {}, 1000);`;
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [told] = (await once(child.stdout, 'data')) as [Buffer];
      const left = String(told).trim();
      removeLeft(within);
      expect(existsSync(left)).toBe(true);
      child.kill('SIGKILL');
      await once(child, 'exit');
      temporaryFolder(within).letGo();
      expect(existsSync(left)).toBe(false);
    },
  );

  it('stays where its process cannot be asked, and a number that is used again does not save it', () => {
    const own = basename(temporaryFolder(within).folder);
    const [space, pid] = own.slice('noisy-studio-'.length).split('.');
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const [left, again] = [
      made(`noisy-studio-${space}.${gone}.5-abcdef`),
      made(`noisy-studio-${space}.${pid}.5-abcdef`),
    ];
    const elsewhere = made(`noisy-studio-${space}7.${gone}.5-abcdef`);
    const others = [made('noisy-studio-e2e-abcdef'), made('noisy-studio-abcdef'), made('photos')];
    removeLeft(within);
    const names = readdirSync(within);
    expect(names).not.toContain(left);
    expect(names).not.toContain(again);
    expect(names).toEqual(expect.arrayContaining([own, elsewhere, ...others]));
  });
});
