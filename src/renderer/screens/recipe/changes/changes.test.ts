import { describe, expect, it } from 'vitest';
import { presets, resolveRecipe, setByPath } from '../../../../core/recipe';
import { changesFrom, withoutChange } from './changes';

const base = resolveRecipe('workstation');

describe('changes of a draft', () => {
  it('are undone one by one', () => {
    const changed = setByPath(setByPath(base, 'imageSize', 96), 'students.1.dropout', 0.7);
    const changes = changesFrom(base, changed);
    expect(changes.map(({ path }) => path)).toEqual(['imageSize', 'students.1.dropout']);
    const first = withoutChange(changed, base, changes[0]);
    expect(changesFrom(base, first).map(({ path }) => path)).toEqual(['students.1.dropout']);
    expect(withoutChange(first, base, changes[1])).toEqual(base);
  });

  it('take an added student away again, and bring a removed one back', () => {
    const more = setByPath(base, 'students.2.arch', 'b3');
    const [added] = changesFrom(base, more);
    expect(added).toMatchObject({ path: 'students.2', a: undefined });
    expect(withoutChange(more, base, added)).toEqual(base);
    const fewer = { ...base, students: [base.students[0]] };
    expect(withoutChange(fewer, base, changesFrom(base, fewer)[0])).toEqual(base);
  });

  it('are read from half-written settings', () => {
    const half = { ...presets.workstation, imageSize: '' };
    expect(changesFrom(base, half)).toMatchObject([{ path: 'imageSize', a: 224, b: '' }]);
  });
});
