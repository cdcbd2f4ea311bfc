import { studioError } from '../../core/errors';

/** Common names for the field with the class of an image, the most usual first. */
const usual = [
  ...['ground_truth', 'label', 'labels', 'class', 'class_name', 'category', 'choice', 'choices', 'gt'],
];

/**
 * Which of the fields that hold classes is the label. Throws `list-several-fields` if that is ambiguous.
 * @returns null if there is none
 */
export function labelField(path: string, fields: Iterable<string>): string | null {
  const all = [...new Set(fields)];
  if (all.length <= 1) return all[0] ?? null;
  const known = usual.filter((name) => all.some((field) => field.toLowerCase() === name));
  const chosen = all.find((field) => field.toLowerCase() === known[0]);
  if (chosen !== undefined) return chosen;
  const names = all.map((name) => `"${name}"`).join(', ');
  throw studioError('list-several-fields', { path, names });
}
