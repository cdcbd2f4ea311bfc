/**
 * The file of a built entry (`out/main/<name>.js`), as a URL: beside the caller when the caller is itself built, else where
 * the build puts it, however deep in `src` the caller stands. `from` is the caller's `import.meta.url`; from sources the build
 * must have run.
 */
export function builtEntry(name: string, from: string): URL {
  const at = Math.max(from.lastIndexOf('/out/main/'), from.lastIndexOf('/src/'));
  if (at < 0) throw new Error(`${from} stands neither in the sources nor in the build.`);
  return new URL(`${from.slice(0, at)}/out/main/${name}.js`);
}
