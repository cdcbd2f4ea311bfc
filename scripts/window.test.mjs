import { expect, it } from 'vitest';
import { requireDisplay } from './window.mjs';

it.each([
  ['X11', 'linux', { DISPLAY: ':0' }],
  ['Wayland', 'linux', { WAYLAND_DISPLAY: 'wayland-0' }],
  ['macOS', 'darwin', {}],
  ['Windows', 'win32', {}],
])('a window can be shown on %s', (_, platform, env) => {
  expect(() => requireDisplay({ platform, env })).not.toThrow();
});

it('without a display says what to do instead', () => {
  expect(() => requireDisplay({ platform: 'linux', env: {} })).toThrow(/no display .*noisy-studio\.mjs/);
});
