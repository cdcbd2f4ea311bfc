import { describe, expect, it } from 'vitest';
import { classTable } from './class-table';

const metrics = (classes: number) =>
  Array.from({ length: classes }, (_, i) => ({
    ...{ precision: 0.5, f1: 0.5, support: i % 2 },
    recall: i % 2 ? (classes - i) / classes : null,
  }));
const names = (classes: number) => Array.from({ length: classes }, (_, i) => `class ${i}`);
const linesOf = (classes: number) => classTable(names(classes), metrics(classes)).split('\n');

describe('the table of classes', () => {
  it('has a line for each in their order', () => {
    const lines = linesOf(100);
    expect(lines).toHaveLength(102);
    expect(lines[2]).toMatch(/^class 0 .* 0$/);
    expect(lines.at(-1)).toMatch(/^class 99 /);
  });

  it('has of very many those with the lowest recall, and says how to get the others', () => {
    const lines = linesOf(20_000);
    expect(lines).toHaveLength(24);
    expect(lines[2]).toMatch(/^class 19999 /);
    expect(lines[21]).toMatch(/^class 19961 /);
    expect(lines.at(-1)).toBe(
      'The 20 with the lowest recall of 10,000 classes that have images here; --json prints all.',
    );
  });
});
