import { type ModelName, modelText } from '../vocabulary/models';
import type { HardSetOrigin } from '../vocabulary/test-sets';
import { type Note, note } from '../words/notes';
import { percentText } from '../words/shares';

/** The note on what a set of hard images shows, and about which model it shows nothing. */
export function hardSetNote(
  { name, origin }: { readonly name: string; readonly origin: HardSetOrigin },
  baseline: { readonly runId: number; readonly name: ModelName | null },
): Note {
  const number = { en: `run ${baseline.runId}`, ko: `실행 ${baseline.runId}` };
  const model =
    baseline.name === null
      ? { en: `Run ${baseline.runId}`, ko: number.ko }
      : {
          en: `${modelText(baseline.name)} (${number.en})`,
          ko: `${modelText(baseline.name, 'ko')} (${number.ko})`,
        };
  return note('hard-set', { name, model, confidence: percentText(origin.confidence, 0) });
}
