interface Said {
  readonly labellingId: number;
  readonly at: number;
}

interface Decided {
  readonly labellingRunId: number | null;
  readonly at: number;
}

/**
 * A model's predictions for an image and people's decisions about it, each oldest first, merged into one list. Each keeps its own order,
 * and a decision comes after the labelling in which it was made; the clock, which may have been set back since, only decides what that
 * leaves open.
 */
export function inOrderOfActs<S extends Said, D extends Decided>(
  said: readonly S[],
  decided: readonly D[],
): (S | D)[] {
  const list: (S | D)[] = [];
  let next = 0;
  // If a labelling's time is before that of the labelling preceding it, the clock was set back, and the time cannot be compared with that
  // of decisions.
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
