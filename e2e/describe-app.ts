import { describe } from 'vitest';
import { whyNoWindow } from './electron';

/** Tests of the program with its window; skipped, with the reason in their name, where none can be opened or `unless` gives one. */
export function describeApp(name: string, tests: () => void, unless: string | null = null): void {
  const reason = whyNoWindow ?? unless;
  if (reason === null) describe(name, tests);
  else describe.skip(`${name} (skipped: ${reason})`, tests);
}
