import type { ListFormat } from '../format';
import { csvColumns, csvLine, csvRecord, markColumns } from '../label-row';

/** A table with one line for each image. `import/tables/reading/list-file.ts` reads it, as well as the tables of other programs. */
export const csv: ListFormat = {
  name: 'csv',
  words: {
    en: {
      title: 'CSV',
      help: 'One table: a line for each image with its label, its split and who gave the label. It can be imported again.',
    },
    ko: {
      title: 'CSV',
      help: '표 하나: 이미지마다 한 줄에 라벨, 분할, 라벨을 붙인 주체를 적습니다. 다시 가져올 수 있습니다.',
    },
  },
  writing: {
    ...{ ending: 'csv', copies: false, unlabelled: true, marks: true },
    *write(rows, { pathIn, marks }) {
      yield { file: '', text: csvLine(marks ? [...csvColumns, ...markColumns] : csvColumns) };
      for (const row of rows) yield { file: '', text: csvRecord(row, pathIn('', row)) };
    },
  },
};
