import { percentText } from '../../../core/words/shares';
import { i18n } from '../strings';

const locale = () => i18n.language;

/** 14,400 */
export function count(value: number): string {
  return value.toLocaleString(locale());
}

/** A share as 86.4 %; a dash for null. */
export function percent(share: number | null | undefined, digits = 1): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return '–';
  return percentText(share, digits);
}

/** A confidence as 99.9 %. It is rounded down, whatever the number of digits, so that no confidence below 1 is shown as 100 %. */
export function confidenceText(confidence: number, digits = 1): string {
  const steps = 100 * 10 ** digits;
  // Compensates for single precision, in which 0.9 is slightly less.
  return percent(Math.floor(confidence * steps + 1e-4) / steps, digits);
}

/** Replaces the hyphen of a negative number by a minus sign, as differences have it: −0.4 and not -0.4. */
export const withMinus = (number: string): string => number.replace(/^-/, '−');

/** A number with about four significant digits; small ones as 1.2e-5, negative ones with a minus sign: −0.4. */
export function short(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (value !== 0 && Math.abs(value) < 1e-3) return withMinus(value.toExponential(1));
  if (Math.abs(value) >= 1000) return withMinus(count(Math.round(value)));
  return withMinus(Number(value.toPrecision(4)).toString());
}

/** Seconds as 45 s, 2:05 min, 1:20 h. */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return '–';
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return i18n.t('time.seconds', { value: whole });
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole < 3600) return i18n.t('time.minutes', { value: `${Math.floor(whole / 60)}:${two(whole % 60)}` });
  const minutes = Math.floor(whole / 60);
  return i18n.t('time.hours', { value: `${Math.floor(minutes / 60)}:${two(minutes % 60)}` });
}

/** Images a second, as an axis or a footer shows it. */
export function speed(imagesPerSecond: number): string {
  return i18n.t('time.speed', { value: count(Math.round(imagesPerSecond)) });
}

/** 24 Nov, 16:20; with the year if it is not the present one. */
export function moment(at: number): string {
  const date = new Date(at);
  const year = date.getFullYear() === new Date().getFullYear() ? undefined : ('numeric' as const);
  return date.toLocaleString(locale(), {
    year,
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.split(/[\\/]/).filter(Boolean).at(-1) ?? path;
}
