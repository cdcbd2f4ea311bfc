import { describe } from 'vitest';
import { whyNoWindow } from './electron';

/**
 * Tests of the program with its window. They are skipped, with the reason in their name, if no window can be opened or if `unless` names a
 * reason.
 */
export function describeApp(name: string, tests: () => void, unless: string | null = null): void {
  const reason = whyNoWindow ?? unless;
  if (reason === null) describe(name, tests);
  else describe.skip(`${name} (skipped: ${reason})`, tests);
}
