/**
 * A number as it is meant, however it is written: `01`, `1.0` and `+1` are `1`. By its digits, since a name may have more of them
 * than a number of the machine. Undefined for names that are no numbers.
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

/** What names of classes have in common that a person would take for one: case, spaces and signs, and how a number is written, aside. */
export function nameForm(name: string): string {
  return (
    numberForm(name) ??
    name
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s_-]+/g, '')
  );
}
