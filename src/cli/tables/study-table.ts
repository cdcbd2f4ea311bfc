import {
  claimFigures,
  claimWords,
  differenceText,
  meanText,
  standingText,
  verdictWords,
} from '../../core/sentences/study';
import type { ArmResult } from '../../core/study/results';
import { bytesText } from '../../core/words/bytes';
import { counted } from '../../core/words/counted';
import { durationText } from '../../core/words/duration';
import { signedPoints } from '../../core/words/points';
import { type StudyOutcome, underCorruption } from '../../studio/study/study-outcomes';
import { percent, table } from '../terminal/output';

/**
 * A study with its results so far: a line for each arm, differences to the baseline paired by seed. If the arms are methods, their costs
 * are shown in place of the gain.
 */
export function studyTable(
  outcome: StudyOutcome,
  { comparesMethods }: { readonly comparesMethods: boolean },
): string {
  const { study, arms, sets, claims } = outcome;
  const corrupted = underCorruption(outcome);
  const further = [
    ...sets.map((set) => ({ name: `On the test set "${set.name}"`, arms: set.arms })),
    ...(corrupted ? [corrupted] : []),
  ].flatMap((set) => ['', set.name, armLines(set.arms, study.seeds.length)]);
  const title = [`Study "${study.name}"`, study.question].filter((part) => part !== null).join(': ');
  const notes = notesOf(outcome);
  return [
    ...[title, '', comparesMethods ? methodLines(outcome) : armLines(arms, study.seeds.length)],
    ...(comparesMethods ? ['', ...standingText(arms, study.baseline)] : []),
    ...further,
    ...claims.flatMap((claim) => [
      ...['', `${claim.claim} ${claimWords[claim.verdict].toUpperCase()}`],
      ...claimFigures(claim).map((figure) => `  ${figure}`),
    ]),
    ...(notes.length > 0 ? ['', ...notes] : []),
  ].join('\n');
}

function notesOf({ study, cells, secondsLeft }: StudyOutcome): string[] {
  const left = cells.filter(({ state }) => state === 'waiting' || state === 'running').length;
  const failed = cells.filter(({ state }) => state === 'failed').length;
  return [
    study.seeds.length > 1
      ? '± is one standard deviation, [ ] the 95 % interval of the mean difference, by seed.'
      : null,
    left > 0
      ? `${left} of ${counted(cells.length, 'run')} to come${secondsLeft === null ? '' : `, about ${durationText(secondsLeft)}`}.`
      : null,
    failed > 0
      ? `${failed} of ${counted(cells.length, 'run')} failed; the same command tries them again.`
      : null,
  ].filter((each) => each !== null);
}

/** Arms as a table of lines. */
export function armLines(arms: readonly ArmResult[], seeds: number): string {
  const head = ['arm', 'seeds', 'first model', 'last model', 'balanced', 'gain', 'over the baseline', ''];
  return table(
    [...head, 'training'],
    arms.map((arm) => [
      ...[arm.arm, seedsText(arm, seeds), meanText(arm.first), meanText(arm.last), balancedText(arm)],
      arm.gain === null ? '–' : signedPoints(arm.gain.mean),
      ...[differenceText(arm.difference), verdictText(arm), durationText(arm.seconds)],
    ]),
  );
}

function methodLines({ study, arms, costs }: StudyOutcome): string {
  const head = ['method', 'seeds', 'accuracy', 'balanced', `over ${study.baseline}`, ''];
  return table(
    [...head, 'images seen', 'training', 'peak memory'],
    arms.map((arm, i) => {
      const { images, seconds, peakBytes } = costs[i];
      return [
        ...[arm.arm, seedsText(arm, study.seeds.length), meanText(arm.last), balancedText(arm)],
        ...[differenceText(arm.difference), verdictText(arm)],
        images === null ? '–' : Math.round(images).toLocaleString('en'),
        seconds === null ? '–' : durationText(seconds),
        peakBytes === null ? '–' : bytesText(peakBytes),
      ];
    }),
  );
}

const seedsText = ({ done, failed }: ArmResult, seeds: number) =>
  `${done === seeds ? seeds : `${done}/${seeds}`}${failed > 0 ? `, ${failed} failed` : ''}`;

const balancedText = ({ balanced }: ArmResult) => (balanced === null ? '–' : percent(balanced.mean));

const verdictText = ({ verdict, done }: ArmResult) =>
  verdict === null ? (done > 0 ? 'baseline' : '') : verdictWords[verdict];
