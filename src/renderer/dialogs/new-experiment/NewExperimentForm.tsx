import {
  ActionIcon,
  Button,
  Group,
  NumberInput,
  Select,
  Stack,
  Switch,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { IconDice5 } from '@tabler/icons-react';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataOverview, ExperimentView } from '../../../contract';
import { roundsOf } from '../../../core/methods';
import { DialogButtons } from '../../base/frame/DialogButtons';
import { firstFocus } from '../../base/frame/first-focus';
import { goTo } from '../../base/kept/navigation';
import { complain } from '../../base/studio/announce';
import { ask, studio } from '../../base/studio/connection';
import type { DraftEditor } from '../recipe/draft';
import { originText } from '../recipe/recipe-words';
import { freeName } from './free-name';
import { chosenRecipe, presetChoices, type RecipeChoice } from './recipe-choices';
import { Outline } from './StartOutline';
import { StartProblems } from './StartProblems';

interface NewExperimentFormProps {
  readonly overview: DataOverview;
  readonly experiments: readonly ExperimentView[];
  readonly editor: DraftEditor;
  readonly close: () => void;
}

const largestSeed = 0x7fffffff;

export function NewExperimentForm({ overview, experiments, editor, close }: NewExperimentFormProps) {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<RecipeChoice>('draft');
  const [typedName, setTypedName] = useState<string | null>(null);
  const [seed, setSeed] = useState<number | string>(1);
  const [pause, setPause] = useState(true);
  const [starting, setStarting] = useState(false);
  const recipe = chosenRecipe(choice, editor, experiments);
  const name =
    typedName ??
    freeName(
      recipe?.name ?? '',
      experiments.map((experiment) => experiment.name),
    );
  const { data: problems } = useQuery(
    ask.runs.check.queryOptions({ input: recipe ? { recipe } : skipToken }),
  );
  const ready = recipe && problems && name.trim() && seed !== '' && !problems.some(({ blocks }) => blocks);
  const start = async () => {
    if (!ready) return;
    setStarting(true);
    try {
      await studio.runs.start({ name, recipe, seed: Number(seed), pauseForReview: pause, evaluate: true });
      close();
      goTo('runs');
    } catch (error) {
      complain(error);
      setStarting(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <Stack gap="md">
        <Group grow align="start">
          <TextInput
            label={t('newExperiment.name')}
            value={name}
            maxLength={200}
            onChange={(event) => setTypedName(event.currentTarget.value)}
            {...firstFocus}
          />
          <RecipeSelect {...{ choice, setChoice, experiments, editor }} />
        </Group>
        <Group align="end" gap={6}>
          <NumberInput
            label={t('newExperiment.seed')}
            description={t('newExperiment.seedHelp')}
            inputWrapperOrder={['label', 'input', 'description']}
            min={0}
            max={largestSeed}
            allowDecimal={false}
            clampBehavior="strict"
            value={seed}
            onChange={setSeed}
            rightSectionWidth={30}
            rightSection={
              <Tooltip label={t('newExperiment.dice')}>
                <ActionIcon
                  size="sm"
                  aria-label={t('newExperiment.dice')}
                  onClick={() => setSeed(1 + Math.floor(Math.random() * 9999))}
                >
                  <IconDice5 size={16} />
                </ActionIcon>
              </Tooltip>
            }
            flex={1}
          />
        </Group>
        <Switch
          label={t('newExperiment.pause')}
          description={t('newExperiment.pauseHelp')}
          checked={pause}
          disabled={recipe !== null && roundsOf(recipe) === 0}
          onChange={(event) => setPause(event.currentTarget.checked)}
        />
        {recipe && <Outline overview={overview} recipe={recipe} pause={pause} />}
        <StartProblems
          problems={problems ?? []}
          draftProblems={recipe ? 0 : editor.problems.length}
          close={close}
        />
        <DialogButtons>
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!ready} loading={starting}>
            {t('newExperiment.start')}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}

interface RecipeSelectProps extends Pick<NewExperimentFormProps, 'experiments' | 'editor'> {
  readonly choice: RecipeChoice;
  readonly setChoice: (choice: RecipeChoice) => void;
}

function RecipeSelect({ choice, setChoice, experiments, editor }: RecipeSelectProps) {
  const { t } = useTranslation();
  const draftLabel = t('newExperiment.draft', { origin: originText(editor.draft.origin) });
  const data = [
    { value: 'draft', label: draftLabel },
    {
      group: t('newExperiment.presets'),
      items: presetChoices.map((value) => ({ value, label: value.slice('preset/'.length) })),
    },
    {
      group: t('newExperiment.earlier'),
      items: experiments.map(({ id, name }) => ({ value: `experiment/${id}`, label: name })),
    },
  ];
  return (
    <Select
      label={t('newExperiment.recipe')}
      data={data.filter(({ items }) => items === undefined || items.length > 0)}
      value={choice}
      onChange={(value) => value && setChoice(value as RecipeChoice)}
      allowDeselect={false}
    />
  );
}
