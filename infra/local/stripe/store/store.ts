import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { transaction } from '../../sqlite-transaction.ts';
import { schema } from './schema.ts';

export interface Store {
  /** Prepares a statement once and keeps it. */
  sql(text: string): StatementSync;
  /** The first column of the first row; undefined when there is no row. */
  value(text: string, ...values: SQLInputValue[]): unknown;
  /** Everything in `work` happens or nothing does, events and their deliveries included. */
  transaction<T>(work: () => T): T;
  /** The same within a transaction: when `work` throws, only what it did is undone. */
  attempt<T>(work: () => T): T;
  close(): void;
}

export function openStore(file: string): Store {
  const database = new DatabaseSync(file);
  // WAL with NORMAL survives the process being killed, which is what a laptop does to it.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  database.exec(schema);
  const prepared = new Map<string, StatementSync>();

  function sql(text: string): StatementSync {
    const statement = prepared.get(text) ?? database.prepare(text);
    prepared.set(text, statement);
    return statement;
  }

  function attempt<T>(work: () => T): T {
    database.exec('SAVEPOINT attempt');
    try {
      const result = work();
      database.exec('RELEASE attempt');
      return result;
    } catch (error) {
      database.exec('ROLLBACK TO attempt; RELEASE attempt');
      throw error;
    }
  }

  function value(text: string, ...values: SQLInputValue[]): unknown {
    const row = sql(text).get(...values);
    return row && Object.values(row)[0];
  }

  return {
    sql,
    value,
    transaction: (work) => transaction(database, work),
    attempt,
    close: () => database.close(),
  };
}
