import { xmlElements } from '../xml-elements';

/** The objects of one annotation file of Pascal VOC. */
export interface VocObjects {
  /** Classes of the objects that are not difficult, each once. */
  readonly labels: readonly string[];
  /** Whether an object is marked as difficult. */
  readonly difficult: boolean;
}

/** Throws `list-xml`, and what the file system says. */
export function vocObjects(file: string): VocObjects {
  const labels = new Set<string>();
  let [label, isDifficult, difficult] = ['', false, false];
  xmlElements(file, {
    onClose({ name, above }, text) {
      if (above.at(-1) === 'object' && name === 'name') label = text.trim();
      if (above.at(-1) === 'object' && name === 'difficult') isDifficult = text.trim() === '1';
      if (name !== 'object' || above.length !== 1) return;
      if (label !== '' && !isDifficult) labels.add(label);
      difficult ||= isDifficult;
      [label, isDifficult] = ['', false];
    },
  });
  return { labels: [...labels], difficult };
}
