/** Text that is already HTML. Only `html` and `raw` make it, so everything else is escaped. */
export class Html {
  constructor(readonly text: string) {}
}

export type HtmlValue = string | number | Html | null | undefined | false | readonly HtmlValue[];

/** Shown in place of a value that is not known. */
export const unknownMark = '–';

/** A template that escapes strings, joins lists and writes nothing for missing values. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = strings[0];
  for (let i = 0; i < values.length; i++) text += textOf(values[i]) + strings[i + 1];
  return new Html(text);
}

/** Our own markup, unescaped. Never for text that comes from data. */
export function raw(text: string): Html {
  return new Html(text);
}

function textOf(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : unknownMark;
  if (typeof value === 'string') return escapeHtml(value);
  return value.map(textOf).join('');
}

/** Makes text safe in HTML text and in quoted attributes. Characters that HTML does not allow become the replacement character. */
function escapeHtml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: file names can hold control characters, HTML cannot
  return text.replace(/[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, (c) => entities[c] ?? '\ufffd');
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
