/** A language that the studio speaks. */
export type Language = 'en' | 'ko';

/** The same said in every language. */
export type InEach<T> = Readonly<Record<Language, T>>;
