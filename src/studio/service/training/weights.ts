import type { WeightsView } from '../../../contract';
import { encoderArch } from '../../../core/encoder/card';
import { architecture } from '../../../core/network/arch';
import { parameterCount } from '../../../core/network/parameters';
import { parseRecipe } from '../../../core/recipe';
import type { Project } from '../../project/folder/project';
import { addModel, listModels, type ModelEntry, removeModel } from '../../weights/models';
import { os } from '../session/base';

export const weights = {
  list: os.weights.list.handler(({ context: { studio } }) => {
    const users = studio.view ? usersOf(studio.project) : new Map<string, string[]>();
    return listModels().map((entry) => viewOf(entry, users.get(entry.card.name) ?? []));
  }),
  choose: os.weights.choose.handler(({ context, input }) => context.studio.host.chooseFile(input)),
  add: os.weights.add.handler(({ input: { file, as, encoder }, signal }) =>
    addModel(file, { as: as ?? undefined, given: encoder, signal }),
  ),
  remove: os.weights.remove.handler(({ input }) => {
    removeModel(input.name);
    return null;
  }),
};

function viewOf({ card, origin, isHere }: ModelEntry, usedBy: string[]): WeightsView {
  const parameters =
    card.arch === encoderArch
      ? card.parameters
      : parameterCount(architecture(card.arch), Math.max(1, card.classes));
  return { card, origin, isHere, parameters, usedBy };
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
