import type { ReportData, ReportSetting } from '../facts/types';
import { count, figure, percent, time } from '../page/format';
import { html } from '../page/html';
import { emptyNote, panel, type Section, table } from './section';

/** Every setting of the recipe, beside the paper's value if the paper names one. */
export function recipeSection(data: ReportData): Section {
  const groups = new Map<string, ReportSetting[]>();
  for (const setting of data.recipe.settings) {
    const group = groups.get(setting.section ?? '') ?? [];
    groups.set(setting.section ?? '', [...group, setting]);
  }
  return {
    id: 'recipe',
    title: 'Recipe',
    lead: html`<span class="name">${data.recipe.name}</span>. Values that differ from the paper’s stand beside it.`,
    content:
      groups.size === 0
        ? emptyNote('No settings recorded', 'The report was written without the run’s recipe.')
        : html`<div class="columns">${[...groups].map(([title, settings]) => panel(title || 'Settings', settingsTable(settings, title)))}</div>`,
  };
}

function settingsTable(settings: readonly ReportSetting[], title: string) {
  return table(
    html`<span class="hidden">${title || 'Settings'}</span>`,
    [
      { name: 'Setting', cell: (one) => one.title },
      { name: 'Value', numeric: true, cell: (one) => one.value },
      {
        name: 'Paper',
        numeric: true,
        cell: (one) => (one.paper === one.value ? html`<span class="same">same</span>` : one.paper),
      },
    ],
    settings,
    'settings',
  );
}

/** What is needed to reproduce these figures. */
export function provenanceSection(data: ReportData): Section {
  const facts = [
    { name: 'Made', value: time(data.created) },
    { name: 'Seed', value: String(data.seed) },
    ...(data.device ? [{ name: 'Device', value: data.device }] : []),
    ...data.versions,
    ...(data.images ?? []).map((one) => ({ name: `Images, ${one.split}`, value: count(one.count) })),
  ];
  return {
    id: 'provenance',
    title: 'To make it again',
    lead: 'The same recipe, seed and images give the same weights on the same CPU with the same versions; on a GPU their last bits differ from run to run.',
    content: html`<div class="split">${panel(
      'Made with',
      html`<dl class="facts">${facts.map((fact) => html`<div><dt>${fact.name}</dt><dd class="name">${fact.value}</dd></div>`)}</dl>`,
    )}${data.iterations.length > 0 && panel('Runs', runTable(data))}</div>`,
  };
}

function runTable(data: ReportData) {
  return table(
    'Speed of each training, and the hash of the weights it ended with',
    [
      { name: 'Model', cell: (one) => one.name },
      { name: 'Images/s', numeric: true, cell: (one) => figure(one.imagesPerSecond) },
      { name: 'Waited for data', numeric: true, cell: (one) => percent(one.waitShare) },
      { name: 'Weights hash', cell: (one) => one.weightsHash && html`<code>${one.weightsHash}</code>` },
    ],
    data.iterations,
  );
}
