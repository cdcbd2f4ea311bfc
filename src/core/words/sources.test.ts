import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/**
 * All text that a person reads is in the tables of `words/`, in both languages. This test searches the sources for sentences that are not.
 */
const root = join(import.meta.dirname, '../..');

/** Codes of errors that only a programmer can fix: they have one English sentence, at the place that throws them. */
const programmers = [
  'bad-batch',
  'bad-hash',
  'bad-image-size',
  'bad-metrics',
  'bad-pixels',
  'bad-selection',
  'bad-split',
  'bad-temperature',
  'engine-alone',
  'frozen',
  'no-more-batches',
  'not-built',
  'ood-features',
  'run-kind',
  'session-input',
  'trace-attribute',
  'trace-input',
  'trace-name',
  'trace-nested',
  'trace-op',
];

/** Files that read the English messages of other programs; ours have codes. */
const foreignEnglish = [
  'catalog/rescue/read-table.ts', // SQL
  'catalog/database/sqlite-error.ts', // SQLite
  'data/decode/pixels/image-source.ts', // libvips and the decoders under it
  'data/facts/read-image.ts',
  'engine/inference/double-matrices.ts', // TensorFlow
  'main/settled-warnings.ts', // Node
  'runner/memory/memory-error.ts', // TensorFlow, Node and the C++ library
  'studio/project/engine/engine-end.ts', // TensorFlow
  'studio/weights/encoder-file.ts', // onnxruntime
];

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.(test|fixture)\.tsx?$/.test(path))
  .map((path) => join(root, path));

const isText = (node: ts.Node | undefined) =>
  node !== undefined && (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node));

/** Calls `see` for every node of every source. */
function walk(see: (node: ts.Node, file: string) => void, texts: Iterable<[string, string]>): void {
  for (const [file, text] of texts) {
    const visit = (node: ts.Node) => {
      see(node, file);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  }
}

/** Codes of errors whose sentence stands where they are thrown, with the file. */
function ownSentences(texts: Iterable<[string, string]>): { code: string; file: string }[] {
  const found: { code: string; file: string }[] = [];
  walk((node, file) => {
    if (!ts.isNewExpression(node) || node.expression.getText() !== 'StudioError') return;
    const [code, told] = node.arguments ?? [];
    const isSentence = isText(told) || (ts.isIdentifier(told) && !/values/i.test(told.text));
    if (isSentence && ts.isStringLiteralLike(code)) found.push({ code: code.text, file });
  }, texts);
  return found;
}

/** Regular expressions with two words of a language in them. */
function wordyPatterns(texts: Iterable<[string, string]>): { pattern: string; file: string }[] {
  const found: { pattern: string; file: string }[] = [];
  walk((node, file) => {
    if (ts.isRegularExpressionLiteral(node) && /[a-z]{2,} [a-z]{2,}/i.test(node.text))
      found.push({ pattern: node.text, file });
  }, texts);
  return found;
}

const ours = sources.map((path): [string, string] => [relative(root, path), readFileSync(path, 'utf8')]);

describe('what a person reads', () => {
  const own = ownSentences(ours);

  it('of an error stands in words/errors, but for what only a programmer can mend', () => {
    expect(own.filter(({ code }) => !programmers.includes(code))).toEqual([]);
    const used = new Set(own.map(({ code }) => code));
    expect(programmers.filter((code) => !used.has(code))).toEqual([]);
  });

  it('is never taken apart again: no pattern reads English', () => {
    const found = wordyPatterns(ours).filter(({ file }) => !foreignEnglish.includes(file));
    expect(found).toEqual([]);
  });

  it('is looked for as it should be', () => {
    const wrong: [string, string][] = [
      ['a.ts', "throw new StudioError('no-such', 'There is none.');"],
      ['b.ts', 'const fact = /^There is no file/.exec(message);'],
      ['c.ts', 'throw new StudioError(code, { ...values });'],
    ];
    expect(ownSentences(wrong)).toEqual([{ code: 'no-such', file: 'a.ts' }]);
    expect(wordyPatterns(wrong)).toEqual([{ pattern: '/^There is no file/', file: 'b.ts' }]);
  });
});
