/**
 * Words of another language for the same keys as the English ones: a missing or surplus one is a compile error. For
 * languages that have no form of their own for one thing (`_one`), as Korean.
 */
export type Words<English> = {
  readonly [Key in keyof English as Key extends `${string}_one` ? never : Key]: English[Key] extends string
    ? string
    : Words<English[Key]>;
};
