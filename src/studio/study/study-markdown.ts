import { resolve } from 'node:path';
import type { StudyRow } from '../../catalog';
import { metricText } from '../../core/sentences/metrics';
import {
  claimFigures,
  claimWords,
  differenceText,
  meanText,
  standingText,
  verdictWords,
} from '../../core/sentences/study';
import type { ClaimVerdict } from '../../core/study/claims';
import type { ArmResult } from '../../core/study/results';
import type { StoredStudy } from '../../core/study/stored';
import { bytesText } from '../../core/words/bytes';
import { counted } from '../../core/words/counted';
import { markdownTable } from '../../core/words/markdown-table';
import { signedPoints } from '../../core/words/points';
import { writeWhole } from '../../files/durable/write-whole';
import type { Project } from '../project/folder/project';
import { type StudyOutcome, type UnderCorruption, underCorruption } from './study-outcomes';

/** What a page contains besides a study's figures. */
export interface MarkdownFacts {
  /** The command that made it. */
  readonly command: string;
  /** Sentences that come before the tables. */
  readonly about?: readonly string[];
  /** Whether its arms are methods, for which images, time and memory are given. */
  readonly comparesMethods?: boolean;
  /** The arms on corrupted test images if these were asked for in this call. */
  readonly corrupted?: UnderCorruption | null;
}

/** Writes the Markdown page of a study, replacing an earlier one. Every number in it was measured by the study. */
export async function writeStudyMarkdown(
  project: Project,
  row: StudyRow,
  outcome: StudyOutcome,
  { target, ...facts }: MarkdownFacts & { readonly target: string },
): Promise<void> {
  await writeWhole(resolve(target), studyMarkdown(project, row, outcome, facts));
}

function studyMarkdown(
  project: Project,
  { createdAt, definition }: StudyRow,
  outcome: StudyOutcome,
  { command, about = [], comparesMethods = false, corrupted }: MarkdownFacts,
): string {
  const { study, cells, arms, sets, claims } = outcome;
  const onCorrupted = corrupted ?? underCorruption(outcome);
  const done = cells.filter(({ state }) => state === 'done').length;
  const paragraphs = [
    `# ${comparesMethods ? 'Methods compared' : `Study: ${study.name}`}`,
    study.question,
    `This page was written by \`${command}\`; the study began on ${new Date(createdAt).toISOString().slice(0, 10)}. ${dataText(project)} ${recipeText(definition)}`,
    ...about,
    `${done} of ${counted(cells.length, 'run')} are done, with the seeds ${study.seeds.join(', ')}. ± is one standard deviation over the seeds. A difference is the mean of the differences between runs with the same seed, in points, with its 95 % interval (Student’s t). An arm is ahead or behind only if this interval excludes zero; of 20 arms that do not really differ, one will look as if it did.`,
    ...(comparesMethods ? standingText(arms, study.baseline) : []),
    ...(claims.length > 0 ? ['## Claims', countText(outcome), claimTable(outcome)] : []),
    comparesMethods ? '## Methods' : '## Arms',
    comparesMethods ? methodTable(outcome) : armTable(arms, study.baseline),
    ...sets.flatMap(({ name, arms: onSet }) => [
      `## On the test set “${name}”`,
      armTable(onSet, study.baseline),
    ]),
    ...(onCorrupted ? [`## ${onCorrupted.name}`, armTable(onCorrupted.arms, study.baseline)] : []),
  ];
  return `${paragraphs.filter((part) => part !== null).join('\n\n')}\n`;
}

function dataText({ catalog }: Project): string {
  const count = (split: 'labelled-train' | 'validation' | 'unlabelled' | 'test') =>
    catalog.images.count({ split, state: 'ok' }).toLocaleString('en');
  const classes = catalog.classes.active().length;
  return `There are ${classes} classes, ${count('labelled-train')} labelled images for training and ${count('validation')} for validation, ${count('unlabelled')} unlabelled images, and ${count('test')} test images, on which accuracy is measured.`;
}

/** The sizes in the baseline's recipe; the page's command shows what differs from the preset. */
function recipeText({ arms, baseline }: StoredStudy): string {
  const recipe = arms.find(({ name }) => name === baseline)?.recipe as {
    readonly imageSize: number;
    readonly iterations: number;
    readonly teacher: { readonly arch: string };
    readonly students: readonly { readonly arch: string }[];
    readonly training: Readonly<
      Record<'teacherLength' | 'studentLength', { readonly amount: number; readonly unit: string }>
    >;
  };
  const { teacherLength, studentLength } = recipe.training;
  const length = ({ amount, unit }: typeof teacherLength) => `${amount.toLocaleString('en')} ${unit}`;
  return `The baseline “${baseline}” trains on images of ${recipe.imageSize} pixels: a teacher “${recipe.teacher.arch}” for ${length(teacherLength)}, then ${recipe.iterations === 1 ? 'one student' : `${recipe.iterations} students`} “${recipe.students[0].arch}” for ${length(studentLength)}.`;
}

/** "Of 9 claims, 3 hold, 1 does not, and 5 are undecided at this size." */
function countText({ claims }: StudyOutcome): string {
  const count = (verdict: ClaimVerdict) => claims.filter((claim) => claim.verdict === verdict).length;
  const [yes, no, open] = [count('holds'), count('does-not-hold'), count('undecided')];
  return `Of ${claims.length} claims, ${yes} ${yes === 1 ? 'holds' : 'hold'}, ${no} ${no === 1 ? 'does' : 'do'} not, and ${open} ${open === 1 ? 'is' : 'are'} undecided at this size.`;
}

function claimTable({ claims }: StudyOutcome): string {
  return markdownTable(
    ['Claim', 'Our figures', 'Verdict'],
    claims.map((claim) => [claim.claim, claimFigures(claim).join('<br>'), claimWords[claim.verdict]]),
  );
}

function armTable(arms: readonly ArmResult[], baseline: string): string {
  return markdownTable(
    ['Arm', 'Runs', 'First model', 'Last model', 'Gain', 'Over the baseline', ''],
    arms.map((each) => [
      each.arm,
      String(each.done),
      meanText(each.first),
      meanText(each.last),
      each.gain === null ? '–' : signedPoints(each.gain.mean),
      differenceText(each.difference),
      verdictOf(each, baseline),
    ]),
  );
}

function methodTable({ study, arms, costs }: StudyOutcome): string {
  return markdownTable(
    [
      'Method',
      'Runs',
      'Accuracy',
      'Balanced',
      `Over ${study.baseline}`,
      '',
      'Images seen',
      'Training',
      'Peak memory',
    ],
    arms.map((each, i) => [
      each.arm,
      String(each.done),
      meanText(each.last),
      each.balanced === null ? '–' : metricText('accuracy', each.balanced.mean),
      differenceText(each.difference),
      verdictOf(each, study.baseline),
      costs[i].images === null ? '–' : Math.round(costs[i].images).toLocaleString('en'),
      costs[i].seconds === null ? '–' : `${Math.round(costs[i].seconds)} s`,
      costs[i].peakBytes === null ? '–' : bytesText(costs[i].peakBytes),
    ]),
  );
}

const verdictOf = ({ arm, verdict }: ArmResult, baseline: string) =>
  arm === baseline ? 'baseline' : verdict === null ? '' : verdictWords[verdict];
