import { describe, expect, it } from 'vitest';
import { freeName } from './free-name';

describe('freeName', () => {
  it('counts on', () => {
    expect(freeName('quick-cpu', [])).toBe('quick-cpu');
    expect(freeName('quick-cpu', ['quick-cpu', 'quick-cpu 2'])).toBe('quick-cpu 3');
  });
});
