import { type Note, note } from '../../../core/words/notes';

/** Names that may mean "no label", but may be classes as well: a hand that makes no gesture, an animal that is unknown. */
const doubtful =
  /^(?:\?+|-+|_+|\.+|tb[acd]|to[ -]?do|n[/.]?a\.?|nan|null|none|unknown|unk|undefined|unspecified|missing|empty|unsure|not[ _-]?sure|uncertain|unclear|ambiguous|skip(?:ped)?|ignored?|discard(?:ed)?|(?:to[ _-]?)?deleted?)$/i;

/** A note on classes whose names may mean that an image has no label. */
export function labelsInDoubt(files: Iterable<{ readonly label: string | null }>): Note[] {
  const counts = new Map<string, number>();
  for (const { label } of files)
    if (label !== null && doubtful.test(label.trim())) counts.set(label, (counts.get(label) ?? 0) + 1);
  if (counts.size === 0) return [];
  const labels = [...counts].map(([label, count]) => `"${label}" (${count.toLocaleString('en')})`).join(', ');
  return [note('labels-in-doubt', { labels })];
}
