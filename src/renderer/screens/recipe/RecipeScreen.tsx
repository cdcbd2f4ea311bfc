import { Button, Group, Text } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../base/frame/Screen';
import { type ScreenDefinition, screenTitle } from '../../base/frame/screen-definition';
import { useWriting } from '../../base/kept/writing';
import { ask } from '../../base/studio/connection';
import { openNewExperiment } from '../../dialogs/new-experiment/NewExperiment';
import { type DraftEditor, useDraft } from '../../dialogs/recipe/draft';
import { Changes } from './changes/Changes';
import { EstimatePanel } from './estimate/EstimatePanel';
import { FieldGroupPanel } from './form/FieldGroupPanel';
import { Problems } from './form/Problems';
import { Sidebar } from './form/Sidebar';
import { NoiseStrip } from './noise/NoiseStrip';
import styles from './RecipeScreen.module.css';
import { matches, search } from './shown/form-view';
import { fieldGroups } from './shown/groups';
import { WeightsPanel } from './weights/WeightsPanel';
import { YamlMenu } from './YamlMenu';

/** The Recipe screen: all settings of an experiment, as a draft that is stored with the project. */
function RecipeScreen() {
  const { t } = useTranslation();
  const editor = useDraft();
  return (
    <Screen
      title={screenTitle(recipeScreen)}
      hint={t('recipe.hint')}
      actions={editor && <Actions editor={editor} />}
    >
      {editor && (
        <div className={styles.page}>
          <Sidebar editor={editor} />
          <Form editor={editor} />
          <div className={styles.inspector}>
            <Problems problems={editor.problems} />
            <EstimatePanel recipe={editor.recipe} />
            <WeightsPanel />
            <Changes editor={editor} />
          </div>
        </div>
      )}
    </Screen>
  );
}

function Actions({ editor }: { readonly editor: DraftEditor }) {
  const { t } = useTranslation();
  const writing = useWriting();
  return (
    <Group gap="xs" wrap="nowrap">
      <YamlMenu editor={editor} />
      <Button leftSection={<IconPlayerPlay size={15} />} {...writing()} onClick={openNewExperiment}>
        {t('runs.new')}
      </Button>
    </Group>
  );
}

function Form({ editor }: { readonly editor: DraftEditor }) {
  const { t } = useTranslation();
  const words = search.use().trim();
  const found = fieldGroups.some(({ parts }) =>
    parts.some(({ fields }) => fields.some((field) => matches(field, words))),
  );
  return (
    <div className={styles.form}>
      {words && !found && (
        <Text c="dimmed" p="xl" ta="center">
          {t('recipe.nothingFound', { words })}
        </Text>
      )}
      {fieldGroups.map((group) => (
        <FieldGroupPanel key={group.name} group={group} editor={editor}>
          {group.name === 'noise' && <NoiseStrip editor={editor} />}
        </FieldGroupPanel>
      ))}
    </div>
  );
}

declare module '../../base/kept/navigation' {
  interface Screens {
    recipe: true;
  }
}

export const recipeScreen: ScreenDefinition = {
  name: 'recipe',
  title: { en: 'Recipe', ko: '레시피' },
  icon: IconAdjustmentsHorizontal,
  component: RecipeScreen,
  asksAgain: {
    experiments: [ask.weights.list],
    images: [ask.recipe.estimate],
    measurements: [ask.recipe.estimate],
  },
};
