import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { electronPath } from './electron.mjs';
import { twinOf } from './elf-names.mjs';
import { root } from './paths.mjs';

/** The hash by which the dynamic linker finds a name (glibc, `_dl_new_hash`). */
const gnuHash = (name) =>
  Buffer.from(name).reduce((hash, letter) => (Math.imul(hash, 33) + letter) >>> 0, 5381);

describe('the GLib in sharp', () => {
  it.each(['g_free', 'g_object_unref', 'g_string_free', 'vips_g_thread_new'])(
    'takes a name for %s of the same length and hash',
    (name) => {
      const twin = twinOf(name, 'g_');
      expect(twin).not.toBe(name);
      expect(twin).toHaveLength(name.length);
      expect(gnuHash(twin)).toBe(gnuHash(name));
    },
  );

  it('keeps the end that one name shares with another', () => {
    expect(twinOf('g_string_free', 'g_').endsWith(twinOf('g_free', 'g_'))).toBe(true);
  });

  const electron = electronPath();
  it.skipIf(!electron)('does not meet that of Electron (skipped without Electron)', () => {
    const script = `const sharp = require('sharp');
      const blank = { create: { width: 64, height: 48, channels: 3, background: 'red' } };
      sharp(blank).jpeg().toBuffer().then((jpeg) => sharp(jpeg).resize(16).raw().toBuffer({ resolveWithObject: true }))
        .then(({ info }) => process.stdout.write(info.width + 'x' + info.height));`;
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const { stdout, stderr } = spawnSync(electron ?? '', ['-e', script], {
      cwd: root,
      env,
      encoding: 'utf8',
    });
    expect(stdout).toBe('16x12');
    expect(stderr).not.toContain('GLib');
  });
});
