import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './setup/paths.mjs';

/** Modules whose package has another name. */
const packages = {
  cv2: 'opencv',
  PIL: 'pillow',
  pillow_heif: 'pillow-heif',
  safetensors: 'timm',
  skimage: 'scikit-image',
  sklearn: 'scikit-learn',
};

/**
 * Prints the top-level modules that files import and that Python itself does not have, as `{file: [module]}`.
 */
const program = `
import ast, json, sys
def modules(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.level == 0 else []
def imported(file):
    with open(file, encoding='utf-8') as text:
        names = {name.split('.')[0] for node in ast.walk(ast.parse(text.read())) for name in modules(node)}
    return sorted(names - sys.stdlib_module_names)
print(json.dumps({file: imported(file) for file in sys.argv[1:]}))
`;

/**
 * Files of the project's own programs.
 * @param {string} ending
 */
const own = (ending) =>
  ['bench', 'scripts', 'src', 'resources'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(ending) && !name.includes('node_modules'))
      .map((name) => join(root, folder, name)),
  );

it('Python programs import what lies beside them, or a package that a list or they themselves name', () => {
  const files = own('.py');
  const { stdout, stderr, status } = spawnSync('python3', ['-c', program, ...files], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  const lists = own('.txt').map((file) => readFileSync(file, 'utf8'));
  const found = Object.entries(/** @type {Record<string, string[]>} */ (JSON.parse(stdout)));
  expect(found.length).toBeGreaterThan(15);
  const missing = found.flatMap(([file, modules]) => {
    const docstring = readFileSync(file, 'utf8').split('"""')[1] ?? '';
    const named = [...lists, docstring].join('\n').toLowerCase();
    return modules
      .filter((name) => !files.includes(join(file, '..', `${name}.py`)))
      .filter(
        (name) =>
          !named.includes((packages[/** @type {keyof typeof packages} */ (name)] ?? name).toLowerCase()),
      )
      .map((name) => `${relative(root, file)}: ${name}`);
  });
  expect(missing).toEqual([]);
});
