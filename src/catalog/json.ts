/** Text for a JSON column; null stays null. */
export function toText(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}

/** The value of a JSON column. The catalog wrote it; who reads it knows its type or parses it. */
export function fromText<T = unknown>(text: string): T;
export function fromText<T = unknown>(text: string | null): T | null;
export function fromText<T = unknown>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}
