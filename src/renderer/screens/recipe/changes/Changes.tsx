import { ActionIcon, Button, SegmentedControl, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldAt, pathOf, type Recipe, type RecipeDifference } from '../../../../core/recipe';
import { Panel } from '../../../base/frame/Screen';
import { ask } from '../../../base/studio/connection';
import type { DraftEditor } from '../../../dialogs/recipe/draft';
import { originText, placeText, valueIn } from '../../../dialogs/recipe/recipe-words';
import { goToField } from '../shown/form-view';
import styles from './Changes.module.css';
import { changesFrom, withoutChange } from './changes';

/** The differences from the recipe that the draft was started from, or from that of the last experiment. */
export function Changes({ editor }: { readonly editor: DraftEditor }) {
  const { t } = useTranslation();
  const { data: experiments = [] } = useQuery(ask.runs.experiments.queryOptions());
  const [against, setAgainst] = useState<'start' | 'last'>('start');
  const { draft, put } = editor;
  const last = experiments[0];
  const base: Recipe = against === 'last' && last ? last.recipe : draft.base;
  const changes = useMemo(() => changesFrom(base, draft.settings), [base, draft.settings]);
  const reset = (change: RecipeDifference) =>
    put({ ...draft, settings: withoutChange(draft.settings, base, change) });
  return (
    <Panel
      title={t('recipe.changes', { count: changes.length })}
      actions={
        changes.length > 0 && (
          <Button size="compact-xs" variant="subtle" onClick={() => put({ ...draft, settings: base })}>
            {t('recipe.resetAll')}
          </Button>
        )
      }
    >
      {last && (
        <SegmentedControl
          aria-label={t('recipe.against')}
          m={8}
          mb={0}
          style={{ display: 'flex' }}
          data={[
            { value: 'start', label: t('recipe.fromStart', { name: originText(draft.origin) }) },
            { value: 'last', label: t('recipe.fromLast', { name: last.name }) },
          ]}
          value={against}
          onChange={(value) => setAgainst(value as 'start' | 'last')}
        />
      )}
      <div style={{ padding: '6px 0' }}>
        {changes.length === 0 && (
          <Text c="dimmed" fz="xs" px={12} py={4}>
            {t('recipe.noChanges')}
          </Text>
        )}
        {changes.map((change) => (
          <Change key={change.path} change={change} reset={() => reset(change)} />
        ))}
      </div>
    </Panel>
  );
}

function Change({ change, reset }: { readonly change: RecipeDifference; readonly reset: () => void }) {
  const { t } = useTranslation();
  const { path, a, b } = change;
  const title = placeText(path);
  const field = fieldAt(pathOf(path));
  const label = t('recipe.resetTitle', { title });
  return (
    <div className={styles.change}>
      <UnstyledButton onClick={() => goToField(targetOf(path))}>
        <Text fz="xs" truncate>
          {title}
        </Text>
        <span className={styles.values}>
          {b === undefined ? (
            t('recipe.removed')
          ) : a === undefined ? (
            t('recipe.added')
          ) : (
            <>
              {valueIn(field, a)} → <b>{valueIn(field, b)}</b>
            </>
          )}
        </span>
      </UnstyledButton>
      <Tooltip label={label}>
        <ActionIcon size="sm" aria-label={label} onClick={reset}>
          <IconArrowBackUp size={14} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

/** The setting to go to: for a student as a whole, its model. */
function targetOf(path: string): string {
  return /^students\.\d+$/.test(path) ? `${path}.arch` : path;
}
