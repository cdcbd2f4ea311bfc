/**
 * A copy of half-written settings with another value at a path (`students.0.arch`), all else shared with the original. Unlike
 * `setByPath` it checks nothing: a form shows what is wrong and lets it stand.
 */
export function withSetting(settings: unknown, path: string, value: unknown): unknown {
  const [part, ...rest] = path.split('.');
  const below = rest.length === 0 ? value : withSetting(childOf(settings, part), rest.join('.'), value);
  if (Array.isArray(settings)) return settings.map((entry, i) => (i === Number(part) ? below : entry));
  return { ...(settings as Record<string, unknown> | null), [part]: below };
}

function childOf(settings: unknown, part: string): unknown {
  if (settings === null || typeof settings !== 'object') return undefined;
  return (settings as Record<string, unknown>)[part];
}
