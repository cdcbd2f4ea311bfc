/** Okabe and Ito's palette (2008): eight colours that colour-blind people can tell apart. */
export const classPalette = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#f0e442',
  '#999999',
] as const;

/** How later rounds of the palette are mixed: towards white or black, and how far. After these rounds the colours repeat. */
const rounds = [
  { towards: 255, share: 0 },
  { towards: 255, share: 0.5 },
  { towards: 0, share: 0.4 },
  { towards: 255, share: 0.75 },
] as const;

/** The colour of the class at a position, `#rrggbb`: the palette, then the same ones lighter and darker, 32 in all. */
export function classColor(position: number): string {
  const base = classPalette[position % classPalette.length];
  const { towards, share } = rounds[Math.floor(position / classPalette.length) % rounds.length];
  const channels = [1, 3, 5].map((at) => {
    const value = Number.parseInt(base.slice(at, at + 2), 16);
    return Math.round(value + (towards - value) * share)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${channels.join('')}`;
}
