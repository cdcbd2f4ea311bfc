import { expect, it } from 'vitest';
import { heedsHangUp } from './signals';

it.each([
  ['in a terminal', [true, true, true], true, true],
  ['with its output in a file', [true, false, false], true, true],
  ['under nohup, which leads every stream elsewhere', [false, false, false], true, false],
  ['without a terminal: a service, a scheduler', [false, false, false], false, true],
])('a hang-up %s', (_, standard, hasTerminal, heeds) => {
  expect(heedsHangUp(standard, hasTerminal)).toBe(heeds);
});
