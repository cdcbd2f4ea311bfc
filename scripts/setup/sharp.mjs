import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renameSymbols } from './elf-names.mjs';
import { SetupError, step } from './log.mjs';
import { lockedVersion } from './packages.mjs';
import { modules } from './paths.mjs';
import { smoke } from './smoke.mjs';

/**
 * sharp's libvips carries a GLib of its own and exports its names. Electron for Linux is linked with the system's GLib, whose functions
 * would be called instead: a flood of GLib-GObject-CRITICAL lines, and crashes (electron#46323, sharp#4522). With names that no other
 * library has, both can be loaded together.
 */
const glib = 'g_';

const arch = `linux-${process.arch}`;
const folders = [`sharp-libvips-${arch}`, `sharp-${arch}`].map((name) => join(modules, '@img', name, 'lib'));

/** The files of libvips and of the addon that calls it, which must use the same names. */
function libraries() {
  if (process.platform !== 'linux' || folders.some((folder) => !existsSync(folder))) return [];
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /^libvips-cpp\.so|\.node$/.test(name))
      .map((name) => join(folder, name)),
  );
}

const isRenamed = (file) => readFileSync(file).includes('\0h>object_unref\0');

/**
 * Tests whether sharp can make and read an image; `node` may be an Electron.
 * @param {{ fresh?: boolean, node?: string, env?: Record<string, string>, name?: string }} [options]
 */
function sharpProblem({ fresh, node, env, name = 'sharp' } = {}) {
  const script = `require("sharp")({ create: { width: 9, height: 9, channels: 3, background: "red" } }).png().toBuffer()
    .then((png) => require("sharp")(png).raw().toBuffer()).then((raw) => process.exit(raw.length === 243 ? 0 : 1))`;
  const files = libraries().length > 0 ? libraries() : [join(modules, 'sharp', 'package.json')];
  return smoke(name, { script, files, fresh, node, env });
}

/** @type {import('../setup.mjs').Piece} */
export const sharp = {
  title: 'sharp',
  check({ fresh } = {}) {
    const why = libraries().every(isRenamed)
      ? sharpProblem({ fresh })
      : 'its GLib has names that Electron’s has too';
    return { version: lockedVersion('sharp'), from: 'npm', ready: why === null, why };
  },
  async install() {
    await step('Give the GLib in sharp names of its own', () => {
      for (const file of libraries().filter((each) => !isRenamed(each))) {
        const bytes = readFileSync(file);
        renameSymbols(bytes, glib);
        // The bytes go into a new file, because the old one may be mapped by a running process, or be shared with another clone.
        writeFileSync(`${file}.part`, bytes);
        renameSync(`${file}.part`, file);
      }
      const why = sharpProblem({ fresh: true });
      if (why) throw new SetupError(`sharp ${why}`);
    });
  },
};
