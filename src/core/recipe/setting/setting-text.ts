import type { FieldMeta } from './fields';

/** What a person types for a value, read back by `settingFromText`: no thousands separators, `none` for null. */
export function settingText(value: unknown): string {
  if (value === null) return 'none';
  if (Array.isArray(value)) return value.map(settingText).join(', ');
  return value === undefined ? '' : String(value);
}

/**
 * Reads a value from a file: text as a person types it (`yes`, `none`), or a number in place of a text or of a list of one number. What
 * cannot be read is returned as it is, so that the check can name it.
 */
export function settingFrom(field: FieldMeta, value: unknown): unknown {
  if (typeof value === 'string') return settingFromText(field, value);
  if (typeof value === 'number' && field.type === 'text') return String(value);
  if (field.list && typeof value === 'number') return [value];
  if (field.list && Array.isArray(value))
    return value.map((entry) => (typeof entry === 'string' ? readNumber(entry.trim()) : entry));
  return value;
}

/** Reads text as the setting's type; what cannot be read is returned as it is, so that the check can name it. */
export function settingFromText(field: FieldMeta, typed: string): unknown {
  const text = typed.trim();
  if (field.nullable && ['none', 'null', 'off'].includes(text.toLowerCase())) return null;
  if (field.list) return text.split(/[\s,]+/).map(readNumber);
  if (field.type === 'boolean') return readBoolean(text);
  if (field.type === 'text' || field.type === 'choice') return text;
  return readNumber(text);
}

function readNumber(text: string): number | string {
  const value = Number(text);
  return text === '' || Number.isNaN(value) ? text : value;
}

function readBoolean(text: string): boolean | string {
  if (['true', 'yes', 'on', '1'].includes(text.toLowerCase())) return true;
  if (['false', 'no', 'off', '0'].includes(text.toLowerCase())) return false;
  return text;
}
