import { type Note, note } from '../../../../core/words/notes';

/** The ranks of living things, the coarsest first. */
const ranks = ['kingdom', 'phylum', 'class', 'order', 'family', 'genus', 'species', 'breed'];
/** Names of columns that divide the classes of another one. */
const finer = /^(?:sub|fine|articletype|variety|variant|cultivar|breed)/;

const plainly = (key: string) => key.toLowerCase().replace(/[\s_.-]+/g, '');

/**
 * A note on columns that divide the classes of the column of labels further, as their names say (`subcategory` beside `category`, `species`
 * beside `class` and `family`): the classes would be coarser than a person may mean.
 */
export function finerColumns(label: string | undefined, others: readonly string[]): Note[] {
  if (label === undefined) return [];
  const own = plainly(label);
  const all = others.map(plainly);
  // A column "class" is a rank only beside another rank above species.
  const isRank = own !== 'class' || all.some((name) => ranks.indexOf(name) >= 0 && ranks.indexOf(name) < 6);
  const rank = isRank ? ranks.indexOf(own) : -1;
  const found = others.filter((_, at) => {
    const isLowerRank = rank >= 0 && ranks.indexOf(all[at]) > rank;
    return isLowerRank || (finer.test(all[at]) && !finer.test(own));
  });
  if (found.length === 0) return [];
  return [note('labels-coarser', { column: label, finer: found.map((name) => `"${name}"`).join(', ') })];
}
