/** Text with `%20` and the like decoded; unchanged if it contains invalid ones. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A path in which every character that has another meaning in a URL is escaped; slashes stay. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
