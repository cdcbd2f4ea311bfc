import { Badge, CloseButton, Switch, TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DraftEditor } from '../../../dialogs/recipe/draft';
import { StartFrom } from '../../../dialogs/recipe/StartFrom';
import { changesFrom } from '../changes/changes';
import { search, unfolded } from '../shown/form-view';
import { type FieldGroup, fieldGroups } from '../shown/groups';
import styles from './Form.module.css';

/** The recipe that the draft was started from, the search, and the groups with their changes and errors. */
export function Sidebar({ editor }: { readonly editor: DraftEditor }) {
  const { t } = useTranslation();
  const words = search.use();
  const open = unfolded.use();
  const all = open.size === fieldGroups.length;
  const changes = changesFrom(editor.draft.base, editor.draft.settings);
  return (
    <div className={styles.side}>
      <StartFrom editor={editor} />
      <TextInput
        aria-label={t('recipe.search')}
        placeholder={t('recipe.search')}
        leftSection={<IconSearch size={14} />}
        value={words}
        onChange={(event) => search.set(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && search.set('')}
        rightSection={
          words && (
            <CloseButton size="sm" aria-label={t('recipe.clearSearch')} onClick={() => search.set('')} />
          )
        }
      />
      <nav className={styles.places} aria-label={t('recipe.places')}>
        {fieldGroups.map((group) => (
          <UnstyledButton
            key={group.name}
            className={styles.place}
            onClick={() => {
              search.set('');
              requestAnimationFrame(() =>
                document.getElementById(`group-${group.name}`)?.scrollIntoView({ behavior: 'smooth' }),
              );
            }}
          >
            <span>{t(`recipe.groups.${group.name}`)}</span>
            <Count
              number={countIn(group, changes)}
              color="iris"
              label={t('recipe.changes', { count: countIn(group, changes) })}
            />
            <Count
              number={countIn(group, editor.problems)}
              color="red"
              label={t('recipe.problems', { count: countIn(group, editor.problems) })}
            />
          </UnstyledButton>
        ))}
      </nav>
      <Switch
        label={t('recipe.showAll')}
        checked={all}
        onChange={() => unfolded.set(all ? new Set() : new Set(fieldGroups.map(({ name }) => name)))}
      />
    </div>
  );
}

function Count({ number, color, label }: { number: number; color: string; label: string }) {
  if (number === 0) return null;
  return (
    <Badge size="xs" circle={number < 10} variant="light" color={color} aria-label={label}>
      {number}
    </Badge>
  );
}

function countIn({ parts }: FieldGroup, places: readonly { readonly path: string }[]): number {
  const roots = parts.flatMap(({ fields }) => fields.map(({ path }) => path.replace(/\.\*.*$/, '')));
  return places.filter(({ path }) => roots.some((root) => path === root || path.startsWith(`${root}.`)))
    .length;
}
