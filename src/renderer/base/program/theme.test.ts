import type { MantineTheme } from '@mantine/core';
import { expect, it } from 'vitest';
import { cssVariables, theme } from './theme';

/** Relative luminance (WCAG 2) of red, green and blue from 0 to 255. */
function luminance(rgb: readonly number[]): number {
  const [r, g, b] = rgb.map((each) => {
    const share = each / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const rgbOf = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));

function contrastOf(a: readonly number[], b: readonly number[]): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** `--studio-sunken` in the light theme, the darkest background of badges. */
const ground = rgbOf('#f3f4f6');

it.each(['iris', 'red', 'teal', 'orange'] as const)('words on a light badge in %s can be read', (name) => {
  const shades = theme.colors?.[name] as readonly string[];
  // The background of a light badge is a tenth of Mantine's filled shade on the background behind it.
  const filled = rgbOf(shades[6]);
  const badge = ground.map((each, i) => 0.9 * each + 0.1 * filled[i]);
  expect(contrastOf(badge, rgbOf(shades[9]))).toBeGreaterThan(4.5);
});

it.each(['--mantine-color-anchor', '--mantine-color-error'] as const)(
  '%s can be read on every dark surface',
  (name) => {
    const color = cssVariables(theme as MantineTheme).dark[name] as string;
    const shades = theme.colors?.dark as readonly string[];
    for (const surface of [6, 7, 8])
      expect(contrastOf(rgbOf(shades[surface]), rgbOf(color))).toBeGreaterThan(4.5);
  },
);
