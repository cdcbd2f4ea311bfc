const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Letters that take two columns of a terminal: Hangul, Chinese characters, kana and wide forms (Unicode's annex 11), and pictures. */
const wide =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation})/u;

/** How many columns of a terminal a text takes: accents take none, and wide letters two. */
export function terminalWidth(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is that of ASCII
  if (/^[\u0000-\u007f]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of letters.segment(text)) width += wide.test(segment) ? 2 : 1;
  return width;
}
