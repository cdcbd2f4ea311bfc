/** What an objective may ask of a recipe's `consistency`, and what each of it is by itself. */
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

/** As a recipe has them: `auto` is what the authors of the method take. */
export type ConsistencySettings = Readonly<Record<ConsistencyName, number | 'auto'>>;

/**
 * Whether hard labels may be smoothed. Not where an image counts by how sure the model is of it: a model of smoothed labels is trained to be no surer
 * than 1 - s + s / classes, 0.91 for ten classes and 0.1, and would never reach a threshold above that. FixMatch and those after it smooth none.
 */
export const smoothsLabels = (method: Consistency | undefined): boolean =>
  method?.threshold === undefined && method?.stateDecay === undefined;

/** The settings that a training reads, `auto` being what its method says. */
export function consistencyOf(settings: ConsistencySettings, method: Consistency): Consistency {
  const read = consistencyNames.filter((name) => method[name] !== undefined);
  const resolved = (name: ConsistencyName) => {
    const set = settings[name];
    return set === 'auto' ? method[name] : set;
  };
  return Object.fromEntries(read.map((name) => [name, resolved(name)]));
}
