import { expect, test } from '@jest/globals';
import { openStore } from './store.ts';

test('an attempt that throws undoes its own work and nothing else', () => {
  const store = openStore(':memory:');
  const insert = (key: string) =>
    store.sql("INSERT INTO notes (id, subject, body) VALUES (?, 'test', '{}')").run(key);
  store.transaction(() => {
    insert('before');
    expect(() =>
      store.attempt(() => {
        insert('undone');
        throw new Error('no');
      }),
    ).toThrow('no');
    store.attempt(() => insert('after'));
  });
  const rows = store.sql("SELECT id FROM notes WHERE subject = 'test' ORDER BY id").all();
  expect(rows.map(({ id }) => id)).toEqual(['after', 'before']);
  store.close();
});
