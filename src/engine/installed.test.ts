import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { noteSentence } from '../core/words/notes';
import { contentsFile, cudaFolder, type OwnBuild, pickBuild, runtimePlaces } from './installed';

const scratch = mkdtempSync(join(tmpdir(), 'installed-'));
afterAll(() => rmSync(scratch, { recursive: true }));

let env: NodeJS.ProcessEnv = {};
let own: OwnBuild;
beforeEach(() => {
  const home = mkdtempSync(join(scratch, 'h-'));
  env = { XDG_CACHE_HOME: join(home, 'cache'), XDG_DATA_HOME: join(home, 'data') };
  own = { build: 'cpu', addon: join(home, 'own.node') };
  writeFileSync(own.addon, 'an addon');
});

const write = (file: string, text: string) => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};
const choose = (runtime: string) => write(runtimePlaces(env).choice, JSON.stringify({ runtime }));
function fetched(): string {
  const folder = cudaFolder(runtimePlaces(env));
  write(join(folder, 'deps', 'lib', 'library'), 'eight by');
  write(join(folder, contentsFile), JSON.stringify({ 'deps/lib/library': 8 }));
  return folder;
}
const pick = () => pickBuild(env, own);
const said = () => {
  const { note } = pick();
  return note ? noteSentence(note, 'cli') : null;
};

describe('pickBuild', () => {
  it('takes the program’s own until a person chooses', () => {
    fetched();
    expect(pick()).toEqual({ build: 'cpu', addon: null });
    choose('cpu');
    expect(pick()).toEqual({ build: 'cpu', addon: null });
  });

  it('takes the chosen one by a copy of the addon that finds its libraries', () => {
    const folder = fetched();
    choose('cuda');
    const { build, addon, note } = pick();
    expect([build, note]).toEqual(['cuda', undefined]);
    expect(readFileSync(addon as string, 'utf8')).toBe('an addon');
    // The addon was linked to look for its libraries here.
    expect(resolve(dirname(addon as string), '../../deps/lib')).toBe(join(folder, 'deps', 'lib'));
    appendFileSync(own.addon, ' of another version');
    expect(readFileSync(pick().addon as string, 'utf8')).toBe('an addon of another version');
  });

  it('goes on with its own where the cache was emptied, and says so', () => {
    choose('cuda');
    expect(pick()).toMatchObject({ build: 'cpu', addon: null });
    expect(said()).toMatch(/does not exist: the cache was emptied.*noisy-studio setup --runtime cuda/);
  });

  it('goes on with its own where a library is damaged, and says which', () => {
    const folder = fetched();
    choose('cuda');
    appendFileSync(join(folder, 'deps', 'lib', 'library'), '!');
    expect(pick()).toMatchObject({ build: 'cpu', addon: null });
    expect(said()).toMatch(/deps\/lib\/library is missing or has another size/);
  });

  it('does what the environment says, whatever was chosen', () => {
    fetched();
    env.NOISY_STUDIO_RUNTIME = 'cuda';
    expect(pick().build).toBe('cuda');
    choose('cuda');
    env.NOISY_STUDIO_RUNTIME = 'cpu';
    expect(pick().build).toBe('cpu');
  });

  it('leaves a program that came with CUDA, or with another TensorFlow, as it is', () => {
    fetched();
    choose('cuda');
    for (const build of ['cuda', null] as const)
      expect(pickBuild(env, { ...own, build })).toEqual({ build, addon: null });
  });
});
