import { Button, Group, Menu, Text, UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RecipeOrigin } from '../../../contract';
import { presetNames, type Recipe, resolveRecipe } from '../../../core/recipe';
import { i18n } from '../../base/strings';
import { ask } from '../../base/studio/connection';
import { noteText } from '../../base/studio/errors';
import type { DraftEditor } from './draft';
import { originText } from './recipe-words';
import styles from './StartFrom.module.css';

/** Replaces the draft by another recipe, and offers to undo this if the draft had been edited. */
export function startFrom(editor: DraftEditor, origin: RecipeOrigin, recipe: Recipe): void {
  const before = editor.start(origin, recipe);
  if (JSON.stringify(before.settings) === JSON.stringify(before.base)) return;
  const id = notifications.show({
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text fz="sm">{i18n.t('recipe.replaced', { name: originText(origin) })}</Text>
        <Button
          size="compact-xs"
          variant="light"
          onClick={() => {
            editor.put(before);
            notifications.hide(id);
          }}
        >
          {i18n.t('recipe.undo')}
        </Button>
      </Group>
    ),
    autoClose: 15_000,
  });
}

/** The recipe that the draft was started from, and a menu of recipes to start from again. */
export function StartFrom({ editor }: { readonly editor: DraftEditor }) {
  const { t } = useTranslation();
  const { data: experiments = [] } = useQuery(ask.runs.experiments.queryOptions());
  const { data: recommended } = useQuery(ask.recipe.recommended.queryOptions());
  return (
    <Menu position="bottom-start" width={330} shadow="md">
      <Menu.Target>
        <UnstyledButton className={styles.origin}>
          <span>
            <small>{t('recipe.startedFrom')}</small>
            <Text truncate fw={500}>
              {originText(editor.draft.origin)}
            </Text>
          </span>
          <IconChevronDown size={15} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {recommended && (
          <>
            <Menu.Label>{t('recipe.recommended')}</Menu.Label>
            <Menu.Item
              onClick={() =>
                startFrom(editor, { kind: 'preset', name: recommended.preset }, recommended.recipe)
              }
            >
              <Text fz="sm" fw={500}>
                {recommended.preset}
              </Text>
              <Text fz="xs" c="dimmed">
                {noteText(recommended.why)}
              </Text>
            </Menu.Item>
          </>
        )}
        <Menu.Label>{t('recipe.presets')}</Menu.Label>
        {presetNames.map((name) => (
          <Menu.Item
            key={name}
            onClick={() => startFrom(editor, { kind: 'preset', name }, resolveRecipe(name))}
          >
            <Text fz="sm" fw={500}>
              {name}
            </Text>
            <Text fz="xs" c="dimmed">
              {t(`recipe.presetHelp.${name}`)}
            </Text>
          </Menu.Item>
        ))}
        {experiments.length > 0 && <Menu.Label>{t('recipe.experiments')}</Menu.Label>}
        {experiments.slice(0, 8).map(({ id, name, recipe }) => (
          <Menu.Item key={id} onClick={() => startFrom(editor, { kind: 'experiment', id, name }, recipe)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
