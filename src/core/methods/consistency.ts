/** The settings of a recipe's `consistency` that an objective may read. */
export const consistencyNames = [
  'threshold',
  'temperature',
  'weight',
  'rampUp',
  'teacherDecay',
  'stateDecay',
  'fairness',
] as const;
export type ConsistencyName = (typeof consistencyNames)[number];

/** Settings of `consistency` as numbers; those that an objective does not read are left out. */
export type Consistency = Readonly<Partial<Record<ConsistencyName, number>>>;

/** The settings in a recipe: `auto` is the value of the method's authors. */
export type ConsistencySettings = Readonly<Record<ConsistencyName, number | 'auto'>>;

/**
 * Whether hard labels may be smoothed. They may not if an image is weighted by the model's confidence: a model trained on smoothed labels
 * becomes no more confident than 1 - s + s / classes, 0.91 for ten classes and s = 0.1, and would never reach a threshold above that.
 * FixMatch and its successors smooth none.
 */
export const smoothsLabels = (method: Consistency | undefined): boolean =>
  method?.threshold === undefined && method?.stateDecay === undefined;

/** The settings that a training reads; `auto` is replaced by the value of its method. */
export function consistencyOf(settings: ConsistencySettings, method: Consistency): Consistency {
  const read = consistencyNames.filter((name) => method[name] !== undefined);
  const resolved = (name: ConsistencyName) => {
    const set = settings[name];
    return set === 'auto' ? method[name] : set;
  };
  return Object.fromEntries(read.map((name) => [name, resolved(name)]));
}
