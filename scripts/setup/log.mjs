/** Thrown if the set-up cannot continue; its message says what to do. */
export class SetupError extends Error {}

const mega = 1024 * 1024;
const tellEvery = 15_000;

/** A size as text, such as "12.3 MB" or "1.2 GB". */
export function sizeText(bytes) {
  return bytes >= 1024 * mega ? `${(bytes / 1024 / mega).toFixed(1)} GB` : `${(bytes / mega).toFixed(1)} MB`;
}

export function note(text) {
  process.stderr.write(`setup: ${text}\n`);
}

/**
 * Runs one step and prints a line before and after it: what it is, how large and how long. `work(watch)` may return a text for the last
 * line, and may call `watch(how)` with a function that returns how far it is: a long step prints that every 15 s.
 */
export async function step(title, work) {
  note(`${title} …`);
  const began = performance.now();
  const seconds = (digits) => `${((performance.now() - began) / 1000).toFixed(digits)} s`;
  let howFar = () => '';
  const ticker = setInterval(
    () => note([`${title}: at it for ${seconds(0)}`, howFar()].filter(Boolean).join(', ')),
    tellEvery,
  );
  ticker.unref();
  try {
    const detail = await work((how) => {
      howFar = how;
    });
    note(`${title} done in ${seconds(1)}${detail ? `, ${detail}` : ''}`);
  } finally {
    clearInterval(ticker);
  }
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
