import { expect, it } from '@jest/globals';
import { demosUsed, noteDemos } from './demos-used.ts';

function emptyStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    length: 0,
    clear: () => kept.clear(),
    key: () => null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
}
const lateEvening = new Date('2026-11-21T23:59:00Z');

it('starts each day (UTC) at nothing', () => {
  const storage = emptyStorage();
  expect(demosUsed(storage, lateEvening)).toBe(0);
  noteDemos(storage, lateEvening, 4);
  expect(demosUsed(storage, lateEvening)).toBe(4);
  expect(demosUsed(storage, new Date('2026-11-22T00:00:00Z'))).toBe(0);
});

it.each(['', 'nonsense', '{"day":"2026-11-21"}', '{"day":"2026-11-21","used":"4"}'])(
  'takes %j for nothing',
  (text) => {
    const storage = emptyStorage();
    storage.setItem('cue.demos', text);
    expect(demosUsed(storage, lateEvening)).toBe(0);
  },
);
