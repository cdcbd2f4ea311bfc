import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './setup/paths.mjs';

/** The pages that a person reads: those of the root and of docs. */
const pages = [
  ...['README.md', 'CONTRIBUTING.md'],
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** Paths may start at the root or at `src`, and on pages about the engine at `src/engine`. */
const bases = ['', 'src', 'src/engine'];
const rooms = [
  ...readdirSync(join(root, 'src'), { withFileTypes: true }),
  ...readdirSync(join(root, 'src/engine'), { withFileTypes: true }),
]
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const path = new RegExp(`\`((?:src/)?(?:${rooms.join('|')})/[\\w/.-]+)\``, 'g');

const namedIn = (/** @type {string} */ text) => [...text.matchAll(path)].map(([, file]) => file);
const isThere = (/** @type {string} */ file) => bases.some((base) => existsSync(join(root, base, file)));

/** The anchor of a heading in a link. */
const anchorOf = (/** @type {string} */ heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');

  it('names files that are there', () => {
    expect(namedIn(text).filter((file) => !isThere(file))).toEqual([]);
  });

  it('links to pages and headings that are there', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
    const dead = links.filter(([, file, anchor]) => {
      const target = file === '' ? join(root, page) : join(root, dirname(page), file);
      if (!existsSync(target)) return true;
      if (anchor === undefined) return false;
      const headings = [...readFileSync(target, 'utf8').matchAll(/^#+ (.*)$/gm)];
      return !headings.some(([, heading]) => anchorOf(heading) === anchor);
    });
    expect(dead.map(([link]) => link)).toEqual([]);
  });
});

it('finds the files that pages name', () => {
  const named = pages.flatMap((page) => namedIn(readFileSync(join(root, page), 'utf8')));
  expect(named.length).toBeGreaterThan(100);
  expect(['studio/loop.ts', 'core/sampler.ts'].filter(isThere)).toEqual([]);
});
