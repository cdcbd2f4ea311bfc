import { describe, expect, it } from 'vitest';
import { presets } from '../../../../core/recipe';
import { withoutStudent, withStudent } from './students';

const [b1, b2] = presets.workstation.students;

describe('students', () => {
  it('grow by one like the last, with an iteration for it', () => {
    expect(withStudent({ students: [b1, b2], iterations: 2 })).toEqual({
      students: [b1, b2, b2],
      iterations: 3,
    });
    expect(withStudent({ students: [b1], iterations: 3 }).iterations).toBe(3);
  });

  it('shrink with their iteration, and the last one stays', () => {
    expect(withoutStudent({ students: [b1, b2], iterations: 2 }, 0)).toEqual({
      students: [b2],
      iterations: 1,
    });
    expect(withoutStudent({ students: [b1, b2], iterations: 3 }, 1).iterations).toBe(3);
    expect(withoutStudent({ students: [b1], iterations: 1 }, 0).students).toEqual([b1]);
  });
});
