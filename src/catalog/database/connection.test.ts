import { describe, expect, it } from 'vitest';
import { Connection } from './connection';

describe('a transaction', () => {
  const open = () => {
    const connection = new Connection(':memory:');
    connection.script('CREATE TABLE t (x INTEGER)');
    const insert = (x: number) => connection.execute('INSERT INTO t VALUES (?)', [x]);
    return { connection, insert, rows: () => connection.column<number>('SELECT x FROM t ORDER BY x') };
  };

  it('is all or nothing', () => {
    const { connection, insert, rows } = open();
    connection.transaction(() => insert(1));
    const broken = () =>
      connection.transaction(() => {
        insert(2);
        throw new Error('no');
      });
    expect(broken).toThrow('no');
    expect(rows()).toEqual([1]);
  });

  it('inside another is a part of it, without a savepoint', () => {
    const { connection, insert, rows } = open();
    connection.transaction(() => {
      insert(1);
      // `_bs3.` is the name that better-sqlite3 gives its savepoints.
      connection.transaction(() => {
        const release = () => connection.script('RELEASE "\t_bs3.\t"');
        expect(release).toThrow(/no such savepoint/);
      });
      connection.transaction(() => insert(2));
    });
    expect(rows()).toEqual([1, 2]);
    const broken = () =>
      connection.transaction(() => {
        insert(3);
        connection.transaction(() => {
          throw new Error('no');
        });
      });
    expect(broken).toThrow('no');
    expect(rows()).toEqual([1, 2]);
  });
});
