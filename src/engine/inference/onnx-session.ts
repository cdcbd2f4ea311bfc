import { availableParallelism } from 'node:os';
import type { InferenceSession } from 'onnxruntime-node';

/**
 * onnxruntime is 45 MB of code, so only a process that uses it loads it. Newer versions report to Microsoft that they are used, unless they
 * are told not to: they keep a number of the device and a database in the user's cache, and each process leaves a file in the system's
 * folder for temporary files. What is done here concerns nobody else.
 */
export function loadOnnxRuntime(): Promise<typeof import('onnxruntime-node')> {
  process.env.ORT_DISABLE_TELEMETRY ??= '1';
  return import('onnxruntime-node');
}

/** onnxruntime's version. */
export async function onnxRuntimeVersion(): Promise<string> {
  const { env } = await loadOnnxRuntime();
  return env.versions.node ?? env.versions.common;
}

/**
 * Loads a graph, a file or its bytes, for all cores of the processor. `alone` lets waiting threads spin, which
 * is faster by up to a tenth, but slows other threads that decode images, augment or train. Rejects with
 * onnxruntime's error if it cannot run the graph.
 */
export async function openOnnx(
  graph: string | Uint8Array,
  { alone = false } = {},
): Promise<InferenceSession> {
  const { InferenceSession } = await loadOnnxRuntime();
  const options: InferenceSession.SessionOptions = {
    executionProviders: ['cpu'],
    intraOpNumThreads: availableParallelism(),
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: alone ? '1' : '0' } } },
  };
  return typeof graph === 'string'
    ? InferenceSession.create(graph, options)
    : InferenceSession.create(graph, options);
}
