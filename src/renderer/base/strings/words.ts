/**
 * The type of another language's strings: the same keys as English, so that a missing or surplus one is a
 * compile error. For languages without a singular form (`_one`), such as Korean.
 */
export type Words<English> = {
  readonly [Key in keyof English as Key extends `${string}_one` ? never : Key]: English[Key] extends string
    ? string
    : Words<English[Key]>;
};
