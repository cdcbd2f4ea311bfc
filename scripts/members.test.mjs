import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const source = join(import.meta.dirname, '../src');

/**
 * Finds members of classes that are `private` by the keyword. Names with a `#` are private at run time as well, so the keyword is used only
 * for constructors and their parameters, which cannot have a `#`.
 *
 * @param {string} text
 */
function keptByKeyword(text) {
  /** @type {string[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isClassElement(node) && !ts.isConstructorDeclaration(node) && ts.canHaveModifiers(node))
      if (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword))
        found.push(node.name?.getText() ?? '');
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.tsx', text, ts.ScriptTarget.Latest, true));
  return found;
}

describe('private members', () => {
  it('are names of a #', () => {
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
    const found = files
      .filter((file) => /\.tsx?$/.test(file))
      .flatMap((file) =>
        keptByKeyword(readFileSync(join(source, file), 'utf8')).map((name) => `${file}: ${name}`),
      );
    expect(found).toEqual([]);
  });

  it('are told apart from parameters and constructors', () => {
    const kept = keptByKeyword(
      'class A { private a = 1; #b = 2; private constructor(private readonly c: number) {} private d() {} }',
    );
    expect(kept).toEqual(['a', 'd']);
  });
});
