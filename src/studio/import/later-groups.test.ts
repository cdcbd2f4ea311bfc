import { expect, it } from 'vitest';
import { noteSentence } from '../../core/words/notes';
import { Brought } from './brought.fixture';
import { drawSplit } from './index';

const brought = Brought.forEach();

it('what comes to a group of a list that a draw held out is held out with it, and that is said', async () => {
  const names = Array.from({ length: 12 }, (_, at) => `i/${at}.png`);
  await brought.pictures(names.join(' '));
  const rows = (from: number, to: number) =>
    names
      .slice(from, to)
      .map((name, at) => `${name},${(from + at) % 3 === 2 ? '' : 'ab'[at % 2]},P${at % 4}`);
  brought.write('one.csv', 'path,label,patient_id', ...rows(0, 8));
  await brought.imported('one.csv');
  const { project } = brought;
  const { notes, test } = drawSplit(project, { testShare: 0.4, validationShare: 0, seed: 1 });
  expect(test).toBeGreaterThan(0);
  expect(notes.map((note) => noteSentence(note, 'cli'))).toEqual([
    expect.stringMatching(
      /^\d unlabelled images? belongs? to groups that are held out, and (is|are) not in the pool\.$/,
    ),
  ]);
  brought.write('two.csv', 'path,label,patient_id', ...rows(8, 12));
  const { said } = await brought.imported('two.csv');
  expect(said).toMatch(/images? belongs? to groups that a draw held out, and (is|are) held out with them\./);
  const { images } = project.catalog;
  const splits = new Map<string, Set<string>>();
  const groups = images.groups(images.ids());
  for (const { id, split } of images.byIds(images.ids())) {
    const name = groups.get(id) as string;
    splits.set(name, new Set([...(splits.get(name) ?? []), split === 'test' ? 'test' : 'to learn from']));
  }
  expect([...splits.values()].map(({ size }) => size)).toEqual([1, 1, 1, 1]);
});
