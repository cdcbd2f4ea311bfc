import { points } from '../words/points';

/** A gain in percentage points. The sign is written, so that colour is not the only cue. */
export function Gain({ value, title }: { readonly value: number | null; readonly title?: string }) {
  const color =
    value === null || Math.abs(value) < 0.0005
      ? 'var(--studio-faint)'
      : value > 0
        ? 'var(--studio-good)'
        : 'var(--studio-bad)';
  return (
    <span style={{ color, fontVariantNumeric: 'tabular-nums' }} title={title}>
      {points(value)}
    </span>
  );
}
