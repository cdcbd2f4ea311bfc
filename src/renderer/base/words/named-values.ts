import { i18n } from '../strings';

/** Placeholders of sentences that hold a name of this program, with the function that translates it. */
const named = { split: 'splits', state: 'runs.states' } as const;

/** The values of a sentence, with names of this program translated for the window; all others unchanged. */
export function withWords<V>(values: Readonly<Record<string, V>>): Record<string, V | string> {
  const said: Record<string, V | string> = { ...values };
  for (const [place, table] of Object.entries(named)) {
    const key = `${table}.${String(values[place])}`;
    if (i18n.exists(key)) said[place] = String(i18n.t(key as never)).toLocaleLowerCase();
  }
  return said;
}
