/** A language that the studio speaks. */
export type Language = 'en' | 'ko';

/** The same content in every language. */
export type InEach<T> = Readonly<Record<Language, T>>;

const known: InEach<true> = { en: true, ko: true };

/** The first of these tags (`ko-KR`) that the studio speaks; English if it speaks none. */
export function languageFor(wanted: readonly string[]): Language {
  const codes = wanted.map((tag) => tag.toLowerCase().split('-')[0]);
  return (codes.find((code) => code in known) as Language | undefined) ?? 'en';
}
