import type { WeightsView } from '../../contract';
import { architecture } from '../../core/network/arch';
import { parameterCount } from '../../core/network/parameters';
import { parseRecipe } from '../../core/recipe';
import type { Project } from '../project/project';
import { addWeights, listWeights, removeWeights, type WeightsEntry } from '../weights/library';
import { os } from './base';

export const weights = {
  list: os.weights.list.handler(({ context: { studio } }) => {
    const users = studio.view ? usersOf(studio.project) : new Map<string, string[]>();
    return listWeights().map((entry) => viewOf(entry, users.get(entry.card.name) ?? []));
  }),
  choose: os.weights.choose.handler(({ context, input }) => context.studio.host.chooseFile(input)),
  add: os.weights.add.handler(({ input: { file, as }, signal }) =>
    addWeights(file, { as: as ?? undefined, signal }),
  ),
  remove: os.weights.remove.handler(({ input }) => {
    removeWeights(input.name);
    return null;
  }),
};

function viewOf({ card, origin, file }: WeightsEntry, usedBy: string[]): WeightsView {
  const parameters = parameterCount(architecture(card.arch), Math.max(1, card.classes));
  return { card, origin, isHere: file !== null, parameters, usedBy };
}

/** Names of a project's experiments by the weights that their recipes start from. */
function usersOf({ catalog }: Project): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const { name, recipe } of catalog.experiments.list()) {
    const { teacher, students, initialise } = parseRecipe(recipe);
    const models = initialise === 'scratch' ? [teacher, ...students] : [teacher];
    for (const each of new Set(models.map((model) => model.weights)))
      users.set(each, [...(users.get(each) ?? []), name]);
  }
  return users;
}
