import { Kbd, useMantineColorScheme } from '@mantine/core';
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import {
  IconChartDots3,
  IconHelp,
  IconLanguage,
  IconLayoutSidebar,
  IconLogout,
  IconMap2,
  IconPhotoPlus,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconRepeat,
  IconSchool,
  IconSearch,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { createElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { roundsOf } from '../../core/methods';
import { screenTitle } from '../base/frame/screen-definition';
import { shownPanels, toggleFold } from '../base/frame/side-panel';
import { goTo } from '../base/kept/navigation';
import type { Binding } from '../base/keys/bindings';
import { frameKeys } from '../base/keys/frame-keys';
import { shownKeys, usedKeys } from '../base/keys/keys-in-use';
import { useLanguageChoice } from '../base/program/language';
import { languageCodes, languages } from '../base/strings';
import { ask } from '../base/studio/connection';
import { mayWrite } from '../base/studio/may-write';
import { addImages } from '../dialogs/add-images';
import { openNewExperiment } from '../dialogs/new-experiment/NewExperiment';
import { openNewStudy } from '../dialogs/new-study/NewStudy';
import { themes } from '../dialogs/SettingsMenu';
import { perform } from '../gallery/actions/actions';
import { shownActions } from '../gallery/actions/use-action-keys';
import { trainDialog } from '../screens/review/training/train-dialog';
import { oneMore, stopAfter } from '../screens/runs/experiment/ExperimentActions';
import { openKeysHelp } from './keys/KeysHelp';
import { screensWithKeys } from './keys/tables';
import { closeProject } from './TopBar';
import { startTour } from './tour/tour';

function trainNext(): void {
  goTo('review');
  if (mayWrite()) trainDialog.set(true);
}

function keyOfAction(binding: Binding): ReactNode {
  const its = shownKeys(binding);
  return its && createElement(Kbd, { size: 'xs' }, its);
}

/** The command palette: every action by name, with its key. */
export function Commands() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const shown = shownActions.use();
  usedKeys.use();
  const panels = shownPanels.use();
  const [, setLanguage] = useLanguageChoice();
  const icon = (of: typeof IconHelp) => createElement(of, { size: 18, stroke: 1.6 });
  const { data: experiments = [] } = useQuery(ask.runs.experiments.queryOptions());
  const { data: jobs = [] } = useQuery(ask.jobs.list.queryOptions());
  const running = experiments.find(({ id }) =>
    jobs.some((job) => job.experimentId === id && job.kind === 'experiment' && job.status === 'running'),
  );
  const finished = experiments.find(({ state, recipe }) => state === 'done' && roundsOf(recipe) > 0);
  const places = screensWithKeys.map(
    ({ screen, keys }): SpotlightActionData => ({
      id: screen.name,
      label: t('commands.goTo', { screen: screenTitle(screen) }),
      leftSection: icon(screen.icon),
      rightSection: keyOfAction(keys),
      onClick: () => goTo(screen.name),
    }),
  );
  const deeds: SpotlightActionData[] = [
    {
      id: 'add',
      label: t('data.add'),
      leftSection: icon(IconPhotoPlus),
      rightSection: keyOfAction(frameKeys.addImages),
      onClick: addImages,
    },
    { id: 'start', label: t('runs.new'), leftSection: icon(IconPlayerPlay), onClick: openNewExperiment },
    { id: 'study', label: t('studies.new'), leftSection: icon(IconChartDots3), onClick: openNewStudy },
    ...(finished
      ? [
          {
            id: 'one-more',
            label: t('commands.oneMore', { name: finished.name }),
            leftSection: icon(IconRepeat),
            onClick: () => oneMore(finished),
          },
        ]
      : []),
    ...(running && roundsOf(running.recipe) > 0 && !running.stopsAfter
      ? [
          {
            id: 'stop-after',
            label: t('commands.stopAfter', { name: running.name }),
            leftSection: icon(IconPlayerTrackNext),
            onClick: () => stopAfter(running, true),
          },
        ]
      : []),
    { id: 'student', label: t('review.train.button'), leftSection: icon(IconSchool), onClick: trainNext },
    ...themes.map(({ name, icon: of }) => ({
      id: `theme-${name}`,
      label: t('commands.theme', { theme: t(`frame.themes.${name}`) }),
      leftSection: icon(of),
      onClick: () => setColorScheme(name),
    })),
    ...languageCodes.map((code) => ({
      id: `language-${code}`,
      label: t('commands.language', { language: languages[code] }),
      leftSection: icon(IconLanguage),
      onClick: () => setLanguage(code),
    })),
    ...panels.map((panel, i) => ({
      id: `panel-${i}`,
      label: t('commands.fold', { panel: panel.label() }),
      leftSection: icon(IconLayoutSidebar),
      rightSection: keyOfAction(i === 0 ? frameKeys.foldLeft : frameKeys.foldRight),
      onClick: () => toggleFold(panel),
    })),
    { id: 'tour', label: t('tour.start'), leftSection: icon(IconMap2), onClick: startTour },
    {
      id: 'keys',
      label: t('frame.keys'),
      leftSection: icon(IconHelp),
      rightSection: keyOfAction(frameKeys.help),
      onClick: openKeysHelp,
    },
    { id: 'close', label: t('frame.closeProject'), leftSection: icon(IconLogout), onClick: closeProject },
  ];
  const chosen = (shown?.actions ?? [])
    .filter(({ icon: of }) => of)
    .map(
      (action): SpotlightActionData => ({
        id: `gallery-${action.id}`,
        label: action.label(),
        leftSection: action.icon && icon(action.icon),
        rightSection: keyOfAction(action.keys),
        onClick: () => shown && perform(action, shown.session),
      }),
    );
  const actions: SpotlightActionGroupData[] = [
    ...(chosen.length > 0 ? [{ group: t('commands.images'), actions: chosen }] : []),
    { group: t('commands.do'), actions: deeds },
    { group: t('commands.places'), actions: places },
  ];
  return (
    <Spotlight
      actions={actions}
      nothingFound={t('commands.nothing')}
      highlightQuery
      attributes={{ content: { 'aria-label': t('frame.commands') } }}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      shortcut={null}
      searchProps={{ leftSection: <IconSearch size={18} />, placeholder: t('commands.search') }}
    />
  );
}
