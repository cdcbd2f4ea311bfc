import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest';
import { timmTensors, writeTensors } from '../studio/weights/timm-file.fixture';
import { runHere } from './run-here.fixture';

const folder = mkdtempSync(join(tmpdir(), 'weights-command-'));
const file = join(folder, 'efficientnet_lite0.ra_in1k.safetensors');
writeTensors(file, timmTensors('lite0', 3));
const name = 'efficientnet_lite0.ra_in1k';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(folder, 'home-'));
  vi.stubEnv('XDG_DATA_HOME', join(home, 'data'));
  vi.stubEnv('XDG_CACHE_HOME', join(home, 'cache'));
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const weights = async (...args: string[]) => {
  const { code, last } = await runHere(['--json', 'weights', ...args]);
  return { exit: code, ...last };
};
const names = async () => {
  const { weights: all } = (await weights('list')) as unknown as { weights: { card: { name: string } }[] };
  return all.map(({ card }) => card.name);
};
const stored = () => {
  const place = join(home, 'data', 'noisy-studio', 'weights');
  return existsSync(place) ? readdirSync(place) : [];
};

it('takes weights of a file, shows them by name as the file was shown, and forgets them', async () => {
  const before = await names();
  const shown = await weights('inspect', file, '--licence', 'CC0-1.0');
  expect(shown).toMatchObject({ exit: 0, card: { name, arch: 'lite0', classes: 3, licence: 'CC0-1.0' } });
  expect(stored()).toEqual([]);
  const added = await weights('add', file, '--name', 'mine', '--licence', 'CC0-1.0', '--mean', '0.1,0.2,0.3');
  expect(added).toMatchObject({ exit: 0, isNew: true, card: { name: 'mine', mean: [0.1, 0.2, 0.3] } });
  expect(await names()).toEqual([...before, 'mine']);
  expect(await weights('inspect', 'mine')).toEqual({ ...added, isNew: undefined });
  expect(await weights('add', file, '--name', 'mine')).toMatchObject({ exit: 0, isNew: false });
  expect(await weights('remove', 'mine')).toMatchObject({ exit: 0, name: 'mine' });
  expect(await names()).toEqual(before);
});

it.each<[number, string | undefined, string[]]>([
  [1, 'weights-unreadable', ['add', join(folder, 'not-there.safetensors')]],
  [1, 'weights-kind', ['add', folder]],
  [1, 'weights-kind', ['inspect', folder]],
  [1, 'weights-kind', ['add', import.meta.filename]],
  [1, 'weights-name-unknown', ['add', file, '--as', 'resnet50']],
  [1, 'weights-facts', ['add', file, '--name', '../mine']],
  [1, 'weights-facts', ['add', file, '--size', '0']],
  [1, 'weights-unknown', ['inspect', 'nothing']],
  [1, 'weights-unknown', ['remove', 'nothing']],
  [1, 'weights-unknown', ['fetch', 'nothing']],
  [1, 'weights-built-in', ['remove', 'tf_efficientnet_lite0.in1k']],
  [2, undefined, ['add']],
  [2, undefined, ['add', file, '--mean', '0.5,0.5']],
  [2, undefined, ['add', file, '--size', 'large']],
  [2, undefined, ['forget', 'mine']],
])('ends with %d and %s: %j', async (exit, code, args) => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await weights(...args)).toMatchObject({ exit, ...(code && { code }) });
  vi.restoreAllMocks();
  expect(stored()).toEqual([]);
});

it('is cancelled with 130 while weights are taken, and leaves nothing behind', async () => {
  const before = process.listenerCount('SIGINT');
  const adding = weights('add', file);
  await vi.waitFor(() => expect(process.listenerCount('SIGINT')).toBeGreaterThan(before), { interval: 1 });
  process.emit('SIGINT', 'SIGINT');
  expect(await adding).toMatchObject({ exit: 130, type: 'error', code: 'cancelled' });
  expect(stored()).toEqual([]);
});

it('brings nothing of a file into another folder than the library, whatever it is called', async () => {
  await weights('add', file);
  const ours = join(home, 'data', 'noisy-studio', 'weights', `${name}.safetensors`);
  const copy = join(home, 'copy.safetensors');
  writeFileSync(copy, readFileSync(ours));
  expect(await weights('add', copy, '--name', '../escaped')).toMatchObject({
    exit: 1,
    code: 'weights-facts',
  });
  expect(readdirSync(join(home, 'data', 'noisy-studio'))).toEqual(['weights']);
});
