import { Text } from '@mantine/core';
import type { TestSetView } from '../../../contract';
import { hardSetNote } from '../../../core/sentences/test-sets';
import { noteText } from '../studio/errors';

/** Says what accuracies on a set of hard images mean, and for which model they mean nothing. Shows nothing for other sets. */
export function HardSetNote({ set: { name, origin, madeBy } }: { readonly set: TestSetView }) {
  if (origin === null) return null;
  const said = hardSetNote({ name, origin }, { runId: origin.runId, name: madeBy?.name ?? null });
  return (
    <Text fz="xs" c="dimmed" role="note" data-testid="hard-set-note">
      {noteText(said)}
    </Text>
  );
}
