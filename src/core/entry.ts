/**
 * The file of a built entry (`out/main/<name>.js`), as a URL: beside the caller when the caller is itself built, else where
 * the build puts it. `from` is the caller's `import.meta.url`; from sources the build must have run.
 */
export function builtEntry(name: string, from: string): URL {
  if (/\/out\/main\//.test(from))
    return new URL(`${from.slice(0, from.indexOf('/out/main/'))}/out/main/${name}.js`);
  return new URL(`../../out/main/${name}.js`, from);
}
