import { leastHeldOut, type ThresholdReason } from '../calibration/class-thresholds';
import type { FittedThresholds } from '../stored/columns';
import { type Note, note } from '../words/notes';
import { fractionText, percentText, thresholdText } from '../words/shares';

/** The notes on the thresholds that were fitted for the classes of a labelling. */
export function thresholdNotes(
  { precision, least, byClass }: FittedThresholds,
  classes: readonly { readonly id: number; readonly name: string }[],
): Note[] {
  if (byClass.length === 0) return [note('class-thresholds-unknown', { threshold: thresholdText(least) })];
  const names = new Map(classes.map(({ id, name }) => [id, name]));
  const named = (reason: ThresholdReason) =>
    byClass.filter((each) => each.reason === reason).map(({ classId }) => names.get(classId) ?? '?');
  const share = percentText(precision, 0);
  const [few, short] = [named('few'), named('short')];
  const notes: Note[] = [];
  if (few.length > 0)
    notes.push(
      note('class-thresholds-few', {
        classes: few.join(', '),
        least: leastHeldOut,
        threshold: fractionText(byClass.find(({ reason }) => reason === 'few')?.threshold ?? least),
        precision: share,
      }),
    );
  if (short.length > 0)
    notes.push(note('class-thresholds-short', { classes: short.join(', '), precision: share }));
  return notes;
}
