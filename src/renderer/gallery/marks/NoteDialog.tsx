import { Button, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { longestNote } from '../../../core/vocabulary/marks';
import { Dialog } from '../../base/frame/Dialog';
import { DialogButtons } from '../../base/frame/DialogButtons';
import { firstFocus } from '../../base/frame/first-focus';
import { ask } from '../../base/studio/connection';
import { count } from '../../base/words/format';
import type { Marking, MarkingSession } from './marking-session';

interface NoteDialogProps extends Pick<Marking, 'ids'> {
  readonly session: MarkingSession;
}

/** Writes a note on an image, or the same note on several images. */
export function NoteDialog({ session, ids }: NoteDialogProps) {
  const { t } = useTranslation();
  const { data } = useQuery({
    ...ask.marks.of.queryOptions({ input: { ids: ids.length === 1 ? [ids[0]] : [] } }),
    staleTime: 0,
    gcTime: 0,
  });
  const close = () => session.marking.set(null);
  return (
    <Dialog
      onClose={close}
      title={t('marks.noteTitle', { count: ids.length, n: count(ids.length) })}
      size="md"
      transitionProps={{ duration: 0 }}
      data-testid="note-dialog"
    >
      {data && <Note session={session} ids={ids} before={data[0]?.note ?? ''} close={close} />}
    </Dialog>
  );
}

interface NoteProps extends NoteDialogProps {
  readonly before: string;
  readonly close: () => void;
}

function Note({ session, ids, before, close }: NoteProps) {
  const { t } = useTranslation();
  const [note, setNote] = useState(before);
  const save = () => {
    close();
    session.turns.take(() => session.changeMarks(ids, { kind: 'note', note: note.trim() }));
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save();
  };
  return (
    <>
      <Textarea
        {...firstFocus}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={longestNote}
        aria-label={t('marks.note')}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
        onKeyDown={press}
      />
      {ids.length > 1 && (
        <Text fz="xs" c="dimmed" pt={4}>
          {t('marks.noteReplaces')}
        </Text>
      )}
      <DialogButtons mt="xs">
        <Button variant="default" onClick={close}>
          {t('common.cancel')}
        </Button>
        <Button onClick={save} title={t('marks.saveKeys')}>
          {t('marks.save')}
        </Button>
      </DialogButtons>
    </>
  );
}
