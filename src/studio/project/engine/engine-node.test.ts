import { expect, it } from 'vitest';
import { engineNode } from './engine-node';

const processOf = (electron: string | undefined, env: NodeJS.ProcessEnv) =>
  ({ env, execPath: '/opt/program', versions: { electron } }) as unknown as NodeJS.Process;

it('runs the engine by the Node that runs the studio', () => {
  expect(engineNode(processOf(undefined, { A: '1', NOISY_STUDIO_NODE: '/opt/node' }))).toEqual({
    execPath: '/opt/program',
    env: { A: '1', NOISY_STUDIO_NODE: '/opt/node', MALLOC_ARENA_MAX: '2' },
  });
});

it('with the memory pools that a person has asked for', () => {
  const { env } = engineNode(processOf(undefined, { MALLOC_ARENA_MAX: '16' }));
  expect(env.MALLOC_ARENA_MAX).toBe('16');
});

it('inside Electron by the Node that the window names', () => {
  expect(engineNode(processOf('33.2.1', { NOISY_STUDIO_NODE: '/opt/node' })).execPath).toBe('/opt/node');
});

it('by Electron without the pool that ends it where none is named', () => {
  expect(engineNode(processOf('33.2.1', {}))).toEqual({
    execPath: '/opt/program',
    env: { MALLOC_ARENA_MAX: '2', ELECTRON_RUN_AS_NODE: '1', TF_ONEDNN_USE_SYSTEM_ALLOCATOR: '1' },
  });
});
