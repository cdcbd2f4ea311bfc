// In place of the studio's process: the same, but its SQLite does not load, as with a binary of another machine.
const { pathToFileURL } = require('node:url');

const { dlopen } = process;
process.dlopen = (module, file, ...rest) => {
  if (file.includes('better_sqlite3')) throw new Error('better_sqlite3.node: invalid ELF header');
  return dlopen(module, file, ...rest);
};
void import(pathToFileURL(process.env.STUDIO_PROCESS ?? '').href);
