import { describe, expect, it } from 'vitest';
import { greyRows } from './grey-rows';

const rowsIn = (text: string) => greyRows(new TextEncoder().encode(text), 3)?.map((row) => [...row]);

describe('rows of grey values', () => {
  it('are those that JSON has, without empty ones', () => {
    const text = '{"data":[[0,9,10],[255,100,7],[],[1,2,3],[]]}';
    const { data } = JSON.parse(text) as { data: number[][] };
    expect(rowsIn(text)).toEqual(data.filter((row) => row.length > 0));
    expect(rowsIn(`${text}\n`)).toHaveLength(3);
    expect(rowsIn('{"data":[[]]}')).toEqual([]);
  });

  it.each([
    '',
    '{"data":[]}',
    '{"data":[[1,2]]}',
    '{"data":[[1,2,3,4]]}',
    '{"data":[[1,2,256]]}',
    '{"data":[[1,2,-3]]}',
    '{"data":[[1,,3]]}',
    '{"data":[[1,2,3]',
    '{"data":[[1,2,3],',
    '{"data":[[1,2,3]]',
    '{"data":[[1,2,3]]}}',
    '{"data":[[1,2,3]][4,5,6]]}',
    '{"rows":[[1,2,3]]}',
  ])('are not what %s has', (text) => {
    expect(rowsIn(text)).toBeUndefined();
  });
});
