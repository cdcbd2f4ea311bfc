import { allocatorEnvironment } from '../../../core/runtime/allocator';

/** The program that runs the engine's process, and its environment. */
export interface EngineNode {
  readonly execPath: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The Node that runs the engine. The window names a plain Node in `NOISY_STUDIO_NODE`, because Electron's own is unsuitable for TensorFlow:
 * its memory allocator ends a process that asks for 2 GiB at once, as oneDNN's pool does when it grows. If none is named, Electron is used
 * without that pool, and trains at less than half the speed.
 */
export function engineNode({ env: own, execPath, versions }: NodeJS.Process = process): EngineNode {
  const env: NodeJS.ProcessEnv = { ...allocatorEnvironment, ...own };
  if (!versions.electron) return { execPath, env };
  if (env.NOISY_STUDIO_NODE) return { execPath: env.NOISY_STUDIO_NODE, env };
  return { execPath, env: { ...env, ELECTRON_RUN_AS_NODE: '1', TF_ONEDNN_USE_SYSTEM_ALLOCATOR: '1' } };
}
