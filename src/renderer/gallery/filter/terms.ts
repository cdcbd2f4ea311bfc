import type { PictureFilter } from '../../../contract';

/** The filter that lets all images through. */
export const noFilter: PictureFilter = {};

/** A filter without its empty terms. */
export function withoutNothing(filter: PictureFilter): PictureFilter {
  const asks = (value: unknown) =>
    value !== undefined &&
    value !== null &&
    value !== false &&
    value !== '' &&
    !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => asks(value)));
}

const ranges = ['modified', 'side', 'bytes'] as const;

/** How many conditions a filter has; a range is one. */
export function termsIn(filter: PictureFilter): number {
  const keys = Object.keys(withoutNothing(filter));
  return new Set(keys.map((key) => ranges.find((range) => key.startsWith(range)) ?? key)).size;
}

const twoDigits = (number: number) => String(number).padStart(2, '0');

/** The day of a moment in this machine's time zone, in the format of a date field. */
export function dayOf(moment: number | undefined): string {
  if (moment === undefined) return '';
  const date = new Date(moment);
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

/** The first or the last moment of a day, ms since 1970; undefined for an empty or unfinished field. */
export function momentOf(day: string, end: 'first' | 'last'): number | undefined {
  const moment = new Date(`${day}T${end === 'first' ? '00:00:00.000' : '23:59:59.999'}`).getTime();
  return Number.isNaN(moment) || moment < 0 ? undefined : moment;
}
