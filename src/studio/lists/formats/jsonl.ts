import type { ListFormat } from '../format';
import { jsonRecord } from '../label-row';

/** One JSON object in each line. `import/tables/reading/list-file.ts` reads it, as well as the lines of other programs. */
export const jsonl: ListFormat = {
  name: 'jsonl',
  words: {
    en: {
      title: 'JSON Lines',
      help: 'One JSON object in each line, with the same facts as the CSV. It can be imported again.',
    },
    ko: {
      title: 'JSON Lines',
      help: 'CSV와 같은 내용을 한 줄에 JSON 객체 하나씩 적습니다. 다시 가져올 수 있습니다.',
    },
  },
  writing: {
    ...{ ending: 'jsonl', copies: false, unlabelled: true, marks: true },
    *write(rows, { pathIn }) {
      for (const row of rows) yield { file: '', text: jsonRecord(row, pathIn('', row)) };
    },
  },
};
