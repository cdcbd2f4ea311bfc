import { z } from 'zod';
import { type Mean, meanOf } from './mean-interval';
import { type ArmVerdict, type CellOutcome, verdictOf } from './results';

const differenceShape = { of: z.string(), over: z.string() };

/** A claim in a file: differences of accuracy between arms, each of which is above 0 if the claim is true. */
export const claimSchema = z.strictObject({
  claim: z.string().trim().min(1).max(400),
  says: z
    .array(z.strictObject({ ...differenceShape, than: z.strictObject(differenceShape).optional() }))
    .min(1),
});

export type Claim = Readonly<z.infer<typeof claimSchema>>;
/** The difference between two arms; with `than`, how much larger it is than another difference. */
export type ClaimedDifference = Claim['says'][number];

/** Whether the runs of a study support a claim; undecided if their seeds show neither. */
export type ClaimVerdict = 'holds' | 'does-not-hold' | 'undecided';

export interface ClaimResult {
  readonly claim: string;
  readonly differences: readonly {
    readonly of: ClaimedDifference;
    /** Over the seeds; null if no seed has all of its arms. */
    readonly mean: Mean | null;
    readonly verdict: ArmVerdict | null;
  }[];
  readonly verdict: ClaimVerdict;
}

/** The arms in a difference. */
export const armsOfDifference = ({ of, over, than }: ClaimedDifference): string[] =>
  than ? [of, over, than.of, than.over] : [of, over];

/** Judges each claim by the finished runs. Each difference is paired by seed, with its 95 % interval by Student's t. */
export function judgeClaims(claims: readonly Claim[], cells: readonly CellOutcome[]): ClaimResult[] {
  const seeds = [...new Set(cells.map(({ seed }) => seed))];
  const found = new Map(
    cells.filter(({ state }) => state === 'done').map(({ arm, seed, last }) => [`${seed} ${arm}`, last]),
  );
  const valuesOf = (difference: ClaimedDifference) =>
    seeds.flatMap((seed) => {
      const last = armsOfDifference(difference).map((arm) => found.get(`${seed} ${arm}`) ?? null);
      if (!last.every((value) => value !== null)) return [];
      const [of, over, ofOther = 0, overOther = 0] = last;
      return [of - over - (ofOther - overOther)];
    });
  return claims.map(({ claim, says }) => {
    const differences = says.map((of) => {
      const mean = meanOf(valuesOf(of));
      return { of, mean, verdict: mean && verdictOf(mean) };
    });
    return { claim, differences, verdict: verdictOfClaim(differences.map(({ verdict }) => verdict)) };
  });
}

/** A claim with several differences holds if each of them does, and does not hold if the seeds contradict one. */
function verdictOfClaim(verdicts: readonly (ArmVerdict | null)[]): ClaimVerdict {
  if (verdicts.includes('behind')) return 'does-not-hold';
  return verdicts.every((verdict) => verdict === 'ahead') ? 'holds' : 'undecided';
}
