import { i18n } from './strings';

/** Places of sentences that hold a name of the program's own, with the words of the window for it. */
const named = { split: 'splits', state: 'runs.states' } as const;

/** The values of a sentence, the program's own names among them in the words of the window; all others stay as they are. */
export function withWords<V>(values: Readonly<Record<string, V>>): Record<string, V | string> {
  const said: Record<string, V | string> = { ...values };
  for (const [place, table] of Object.entries(named)) {
    const key = `${table}.${String(values[place])}`;
    if (i18n.exists(key)) said[place] = String(i18n.t(key as never)).toLocaleLowerCase();
  }
  return said;
}
