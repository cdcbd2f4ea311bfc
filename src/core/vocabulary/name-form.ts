/**
 * The same text for a number however it is written: `01`, `1.0` and `+1` are `1`. It works on the digits, since a name may have more of
 * them than a JavaScript number can hold. Undefined for names that are not numbers.
 */
export function numberForm(name: string): string | undefined {
  const [, sign, whole, fraction = ''] =
    /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(name.normalize('NFKC').trim()) ?? [];
  if (whole === undefined) return undefined;
  const digits = whole.replace(/^0+(?=\d)/, '');
  const rest = fraction.replace(/0+$/, '');
  const form = rest === '' ? digits : `${digits}.${rest}`;
  return sign === '-' && form !== '0' ? `-${form}` : form;
}

/**
 * The same text for names of classes that a person would take for the same: ignores case, spaces, punctuation (but between digits, as in
 * `v1.2`), and how a number is written.
 */
export function nameForm(name: string): string {
  const plain = name.normalize('NFKC').trim().toLowerCase();
  const form = plain.replace(/[\s_-]+|\p{P}(?!\d)|(?<!\d)\p{P}/gu, '');
  // A class may be a sign: `!` beside `?`.
  return numberForm(name) ?? (form === '' ? plain : form);
}
