interface Said {
  readonly labellingId: number;
  readonly at: number;
}

interface Decided {
  readonly labellingRunId: number | null;
  readonly at: number;
}

/**
 * What models said of an image and what people decided about it, each oldest first, as one list. Each keeps its own order and a decision
 * comes after the labelling in which it was made; the clock, which may have been set back since, places only what that leaves open.
 */
export function inOrderOfActs<S extends Said, D extends Decided>(
  said: readonly S[],
  decided: readonly D[],
): (S | D)[] {
  const list: (S | D)[] = [];
  let next = 0;
  // After it was set back, the clock of a labelling says nothing beside those of decisions before it.
  const isBefore = ({ labellingRunId, at }: D) => {
    const { labellingId, at: saidAt } = said[next];
    return labellingId <= (labellingRunId ?? 0) || (saidAt <= at && saidAt >= (said[next - 1]?.at ?? saidAt));
  };
  for (const decision of decided) {
    while (next < said.length && isBefore(decision)) list.push(said[next++]);
    list.push(decision);
  }
  return [...list, ...said.slice(next)];
}
