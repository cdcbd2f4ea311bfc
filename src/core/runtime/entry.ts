/**
 * The URL of a built entry (`out/main/<name>.js`): beside the caller if the caller is itself built, else in
 * the build folder, however deep in `src` the caller is. `from` is the caller's `import.meta.url`; when run
 * from sources, a build must exist.
 */
export function builtEntry(name: string, from: string): URL {
  const at = Math.max(from.lastIndexOf('/out/main/'), from.lastIndexOf('/src/'));
  if (at < 0) throw new Error(`${from} stands neither in the sources nor in the build.`);
  return new URL(`${from.slice(0, at)}/out/main/${name}.js`);
}
