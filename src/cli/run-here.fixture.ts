import { vi } from 'vitest';
import { main } from './index';

/**
 * Runs a command in this process; returns its exit code, its whole output, and its last line (an object with
 * `--json`).
 */
export async function runHere(
  argv: readonly string[],
): Promise<{ code: unknown; last: Record<string, unknown>; written: string }> {
  const { exitCode } = process;
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const before = new Map(signals.map((signal) => [signal, process.listeners(signal)]));
  const written: string[] = [];
  const stdout = vi
    .spyOn(process.stdout, 'write')
    .mockImplementation((text) => written.push(String(text)) > 0);
  try {
    process.exitCode = undefined;
    await main(argv);
    const all = written.join('');
    const line = all.trim().split('\n').at(-1) ?? '';
    return {
      code: process.exitCode,
      last: JSON.parse(line.startsWith('{') ? line : '{}') as Record<string, unknown>,
      written: all,
    };
  } finally {
    stdout.mockRestore();
    process.exitCode = exitCode;
    // A command leaves signal handlers until its process ends, but this process continues.
    for (const signal of signals)
      for (const listener of process.listeners(signal))
        if (!before.get(signal)?.includes(listener)) process.removeListener(signal, listener);
  }
}
