/** Raised where the set-up cannot go on; its message says what to do. */
export class SetupError extends Error {}

const mega = 1024 * 1024;

/** "12.3 MB", "1.2 GB". */
export function sizeText(bytes) {
  return bytes >= 1024 * mega ? `${(bytes / 1024 / mega).toFixed(1)} GB` : `${(bytes / mega).toFixed(1)} MB`;
}

/** Runs one step with a line before and after: what it is, how large, how long. */
export async function step(title, work) {
  process.stderr.write(`setup: ${title} …\n`);
  const began = performance.now();
  const detail = await work();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stderr.write(`setup: ${title} done in ${seconds} s${detail ? `, ${detail}` : ''}\n`);
}

export function note(text) {
  process.stderr.write(`setup: ${text}\n`);
}

/** Columns padded to their widest cell. */
export function table(head, rows) {
  const all = [head, ...rows];
  const widths = head.map((_, c) => Math.max(...all.map((row) => String(row[c]).length)));
  return all
    .map((row) =>
      row
        .map((cell, c) => String(cell).padEnd(widths[c]))
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
}
