#!/usr/bin/env node
// Replaces fpm when electron-builder makes a deb from a folder: it takes fpm's arguments and runs dpkg-deb. fpm itself is a Ruby program of
// 30 MB that electron-builder would download.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { filesIn } from '../setup/cache.mjs';

const text = /** @type {const} */ ({ type: 'string' });
const parsed = parseArgs({
  allowPositionals: true,
  options: {
    s: { ...text, short: 's' },
    t: { ...text, short: 't' },
    d: { ...text, short: 'd', multiple: true },
    force: { type: 'boolean' },
    ...Object.fromEntries(
      ['name', 'version', 'architecture', 'maintainer', 'vendor', 'url', 'description', 'category', 'license']
        .concat(
          'package',
          'after-install',
          'after-remove',
          'deb-priority',
          'deb-compression',
          'deb-recommends',
        )
        .map((name) => [name, text]),
    ),
  },
});
const { positionals } = parsed;
/** @type {Record<string, string | undefined>} */
const values = { ...parsed.values, force: undefined, d: parsed.values.d?.join(', ') };
const target = values.package;
if (!target || values.s !== 'dir' || values.t !== 'deb')
  throw new Error('This stand-in for fpm makes a deb of a folder, and nothing else.');

// Everyone may read what is installed, whatever umask the person has set.
process.umask(0o022);
const staged = mkdtempSync(join(dirname(target), '.deb-'));
chmodSync(staged, 0o755);
try {
  for (const mapping of positionals) put(mapping);
  writeControl();
  build();
} finally {
  rmSync(staged, { recursive: true, force: true });
}

/** `folder/=/target` copies the content of the folder, and `file=/target` copies the file to that name. */
function put(mapping) {
  const [from, to] = mapping.split('=');
  const into = join(staged, to);
  mkdirSync(dirname(into), { recursive: true });
  if (statSync(from).isDirectory()) cpSync(from, into, { recursive: true, verbatimSymlinks: true });
  else copyFileSync(from, into);
}

function writeControl() {
  const files = filesIn(staged);
  const bytes = files.reduce((sum, file) => sum + statSync(join(staged, file)).size, 0);
  const [summary, ...details] = (values.description ?? '').trim().split('\n');
  const fields = {
    Package: values.name,
    Version: values.version,
    Section: values.category ?? 'misc',
    Priority: values['deb-priority'] ?? 'optional',
    Architecture: values.architecture,
    'Installed-Size': Math.ceil(bytes / 1024),
    Maintainer: values.maintainer,
    Homepage: values.url,
    Depends: values.d,
    Description: [summary, ...details.map((line) => ` ${line.trim()}`)].join('\n'),
  };
  const given = Object.entries(fields).filter(([, value]) => value);
  const folder = join(staged, 'DEBIAN');
  mkdirSync(folder);
  writeFileSync(join(folder, 'control'), given.map(([name, value]) => `${name}: ${value}\n`).join(''));
  writeFileSync(
    join(folder, 'md5sums'),
    files.map((file) => `${md5(join(staged, file))}  ${file}\n`).join(''),
  );
  for (const [option, name] of [
    ['after-install', 'postinst'],
    ['after-remove', 'postrm'],
  ])
    writeFileSync(join(folder, name), readFileSync(values[option] ?? ''), { mode: 0o755 });
}

function md5(file) {
  return createHash('md5').update(readFileSync(file)).digest('hex');
}

function build() {
  const compression = { zst: 'zstd', gz: 'gzip' }[values['deb-compression']] ?? values['deb-compression'];
  const args = ['--root-owner-group', `-Z${compression}`, '--build', staged, target ?? ''];
  const { status, error, stderr } = spawnSync('dpkg-deb', args, { encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`dpkg-deb made no ${basename(target ?? '')}: ${error?.message ?? stderr}`);
}
