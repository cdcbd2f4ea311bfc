import type { ArmResult } from '../core/study/results';
import { signedPoints } from '../core/words/points';
import { differenceText, meanText, verdictWords } from '../core/words/study';
import type { StudyOutcome } from '../studio/study/study-outcomes';
import { duration, percent, table } from './output';

/** A study with its results so far: a line for each arm, differences to the baseline paired by seed. */
export function studyTable({ study, cells, arms, sets, secondsLeft }: StudyOutcome): string {
  const head = [
    'arm',
    'seeds',
    'first model',
    'last model',
    'balanced',
    'gain',
    'over the baseline',
    '',
    'training',
  ];
  const rows = arms.map((each) => rowOf(each, study.seeds.length));
  const left = cells.filter(({ state }) => state === 'waiting' || state === 'running').length;
  const failed = cells.filter(({ state }) => state === 'failed').length;
  const notes = [
    study.seeds.length > 1
      ? '± is one standard deviation, [ ] the 95 % interval of the mean difference, by seed.'
      : null,
    left > 0
      ? `${left} of ${cells.length} runs to come${secondsLeft === null ? '' : `, about ${duration(secondsLeft)}`}.`
      : null,
    failed > 0 ? `${failed} of ${cells.length} runs failed; the same command tries them again.` : null,
  ].filter((each) => each !== null);
  const onSets = sets.flatMap((set) => [
    '',
    `On the test set "${set.name}"`,
    table(
      head,
      set.arms.map((each) => rowOf(each, study.seeds.length)),
    ),
  ]);
  const title = [`Study "${study.name}"`, study.question].filter((part) => part !== null).join(': ');
  return [title, '', table(head, rows), ...onSets, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}

function rowOf(arm: ArmResult, seeds: number): string[] {
  return [
    arm.arm,
    `${arm.done === seeds ? seeds : `${arm.done}/${seeds}`}${arm.failed > 0 ? `, ${arm.failed} failed` : ''}`,
    meanText(arm.first),
    meanText(arm.last),
    arm.balanced === null ? '–' : percent(arm.balanced.mean),
    arm.gain === null ? '–' : signedPoints(arm.gain.mean),
    differenceText(arm.difference),
    arm.verdict === null ? (arm.done > 0 ? 'baseline' : '') : verdictWords[arm.verdict],
    duration(arm.seconds),
  ];
}
