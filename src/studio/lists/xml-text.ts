/** Whether XML 1.0 can hold a text: it has no control characters except tab and line break, and no unpaired surrogates. */
export function isXmlText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/u.test(text);
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text escaped for an element or an attribute, including white space that a reader would turn into plain spaces. */
export function xmlText(text: string): string {
  return text.replace(/[&<>"\t\n\r\u0085\u2028]/g, (sign) => escapes[sign] ?? `&#${sign.charCodeAt(0)};`);
}
