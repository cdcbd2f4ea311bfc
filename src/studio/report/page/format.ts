import { durationText } from '../../../core/words/duration';
import { percentText, withSpaces } from '../../../core/words/shares';
import { unknownMark } from './html';

type Maybe = number | null | undefined;

/** True for a number that can be shown. */
export function known(value: Maybe): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** 12400 → `12,400` */
export function count(value: Maybe): string {
  return known(value) ? Math.round(value).toLocaleString('en-US') : unknownMark;
}

/** 0.8471 → `84.7 %`; with up to three decimals if `digits` asks for them. */
export function percent(share: Maybe, digits = 1): string {
  return known(share) ? withSpaces(percentText(share, digits)) : unknownMark;
}

/** Difference of two shares in points, with its sign: `+2.31`. */
export function points(share: Maybe): string {
  if (!known(share)) return unknownMark;
  const text = Math.abs(share * 100).toFixed(2);
  if (Number(text) === 0) return '±0.00';
  return (share > 0 ? '+' : '\u2212') + text;
}

/** A number of any size with this many significant digits: `0.00032`, `1,240`, `-3.1`. */
export function figure(value: Maybe, digits = 3): string {
  if (!known(value)) return unknownMark;
  if (value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e7)) {
    return value
      .toExponential(Math.max(0, digits - 1))
      .replace('e+', 'e')
      .replace('-', '\u2212');
  }
  const text = value.toLocaleString('en-US', { maximumSignificantDigits: digits });
  return text.replace('-', '\u2212');
}

/** A value of an axis, with as many decimals as are needed to distinguish ticks that are one `step` apart. */
export function tickLabel(value: number, step: number): string {
  if (value === 0) return '0';
  if (step < 1e-4 || Math.abs(value) >= 1e7) return figure(value, 3);
  const decimals = decimalsOf(step);
  const text = value.toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return text.replace('-', '\u2212');
}

/** The same for an axis of shares. */
export function percentTick(share: number, step: number): string {
  return percent(share, decimalsOf(step * 100));
}

/** Decimals of a step of 1, 2 or 5 times a power of ten. */
function decimalsOf(step: number): number {
  return Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
}

/** 5300000 → `5.3 M`, 64210 → `64.2 k` */
export function compact(value: Maybe): string {
  if (!known(value)) return unknownMark;
  if (value >= 999_950) return `${(value / 1e6).toFixed(value < 99.95e6 ? 1 : 0)} M`;
  if (value >= 1000) return `${(value / 1e3).toFixed(value < 99.95e3 ? 1 : 0)} k`;
  return count(value);
}

/** 4.21 → `4.2 s`; longer durations in whole seconds, as `1 min 23 s` */
export function duration(seconds: Maybe): string {
  if (!known(seconds)) return unknownMark;
  return seconds < 10 ? `${seconds.toFixed(1)} s` : durationText(seconds);
}

/** An ISO time as `2025-03-08 14:05 UTC`; other text is returned unchanged. */
export function time(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Text cut to at most `longest` characters, ending with an ellipsis if it was cut. */
export function clipped(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`;
}

/** A name that is safe as part of an element's id. */
export function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'x'
  );
}
