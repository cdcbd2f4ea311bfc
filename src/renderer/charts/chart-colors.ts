/**
 * The palette of all charts, after Okabe and Ito, so that colour-blind people can tell its colours apart. Each colour has a darker and a
 * lighter shade for the two themes (`global.css`). Curves beyond the eighth differ by dashes too.
 */
const colors = 8;

export const chartColor = (index: number): string => `var(--studio-chart-${(index % colors) + 1})`;

const dashes = [undefined, '7 4', '2 3'] as const;

/** Dashes of the n-th curve: none for the first eight. */
export const chartDash = (index: number): string | undefined =>
  dashes[Math.floor(index / colors) % dashes.length];
