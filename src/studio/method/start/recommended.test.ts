import { expect, it } from 'vitest';
import { addSource, memoryCatalog, readFile } from '../../../catalog/catalog.fixture';
import { recommendedRecipe } from './recommended';

it('the recipe suits most images of the project, not those that came first', () => {
  const catalog = memoryCatalog();
  const sized = (from: number, count: number, side: number) =>
    Array.from({ length: count }, (_, i) =>
      readFile(`${from + i}.png`, from + i, { width: side, height: side + 40 }),
    );
  const source = addSource(catalog);
  catalog.imports.store(source, [...sized(0, 250, 28), ...sized(250, 600, 300)], []);
  expect(recommendedRecipe({ catalog }).preset).toMatch(/^photos-/);
});
