import { Button, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClassView } from '../../../contract';
import { DialogButtons } from '../../base/frame/DialogButtons';
import { firstFocus } from '../../base/frame/first-focus';
import { studio } from '../../base/studio/connection';
import { failureOf, sentenceOf } from '../../base/studio/errors';
import { count } from '../../base/words/format';
import { splitNames } from '../../base/words/splits';

interface MergeClassProps {
  readonly view: ClassView;
  readonly classes: readonly ClassView[];
  readonly close: () => void;
}

/** Merges a class into another, after explaining the consequences. */
export function MergeClass({ view, classes, close }: MergeClassProps) {
  const { t } = useTranslation();
  const [into, setInto] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const others = classes.filter(({ id }) => id !== view.id);
  const target = others.find(({ id }) => String(id) === into);
  const images = splitNames.reduce((sum, split) => sum + view.images[split], 0);
  const merge = async () => {
    try {
      await studio.data.mergeClass({ id: view.id, into: Number(into) });
      close();
    } catch (reason) {
      setError(sentenceOf(failureOf(reason)));
    }
  };
  return (
    <Stack gap="sm">
      <Select
        label={t('classEditor.mergeInto', { name: view.name })}
        data={others.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={into}
        onChange={setInto}
        searchable
        openOnFocus={false}
        error={error}
        {...firstFocus}
      />
      {target && (
        <Text fz="xs" c="dimmed">
          {t('classEditor.mergeHelp', {
            count: images,
            n: count(images),
            name: view.name,
            into: target.name,
          })}
        </Text>
      )}
      <DialogButtons>
        <Button variant="default" onClick={close}>
          {t('common.cancel')}
        </Button>
        <Button color="red" disabled={!target} onClick={() => void merge()}>
          {t('classEditor.merge')}
        </Button>
      </DialogButtons>
    </Stack>
  );
}
