import { expect, it } from 'vitest';
import { z } from 'zod';
import { shapeReason } from './shape-reason';

const reason = (shape: z.ZodType, value: unknown) =>
  shapeReason(shape.safeParse(value, { reportInput: true }).error?.issues[0] as z.core.$ZodIssue);

it('says in each language what was expected and what was there', () => {
  expect(reason(z.object({ id: z.string() }), { id: 7 })).toEqual({
    en: 'invalid input: expected string, received number',
    ko: expect.stringMatching(/[가-힣].*string.*number/),
  });
  expect(reason(z.number().max(1), 2).ko).toMatch(/[가-힣]/);
});
