const [comma, open, close, zero, nine] = [...',[]09'].map((sign) => sign.charCodeAt(0));
const [head, tail] = ['{"data":[', '}'];

/**
 * The rows of a JSON text `{"data":[[0,255,…],…]}` of grey values, each with `width` values; empty rows are left out. Null if the text is
 * anything else, even if it only has spaces between its characters. The text is read as bytes: parsed as JavaScript numbers, the rows of
 * the demo's sources would take seconds and hundreds of megabytes.
 */
export function greyRows(text: Uint8Array, width: number): Uint8Array[] | null {
  if (latin(text, 0, head.length) !== head) return null;
  const rows: Uint8Array[] = [];
  for (let at = head.length; ; ) {
    if (text[at++] !== open) return null;
    if (text[at] === close) at++;
    else {
      const row = new Uint8Array(width);
      const end = fillRow(row, text, at);
      if (end === null) return null;
      rows.push(row);
      at = end;
    }
    const next = text[at++];
    if (next === close) return latin(text, at, text.length).trimEnd() === tail ? rows : null;
    if (next !== comma) return null;
  }
}

/**
 * Reads the values of a row from `at` on; returns the position after the row, or null if it does not contain exactly as many grey values as
 * `row`.
 */
function fillRow(row: Uint8Array, text: Uint8Array, at: number): number | null {
  for (let filled = 0; filled < row.length; filled++) {
    const first = at;
    let value = 0;
    for (; text[at] >= zero && text[at] <= nine; at++) value = 10 * value + text[at] - zero;
    if (at === first || value > 255) return null;
    row[filled] = value;
    if (text[at++] !== (filled + 1 < row.length ? comma : close)) return null;
  }
  return at;
}

const latin = (text: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...text.subarray(from, Math.min(to, from + 16)));
