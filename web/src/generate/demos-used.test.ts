import { expect, it } from '@jest/globals';
import { emptyStorage } from '../testing/storage.ts';
import { demosUsed, noteDemos } from './demos-used.ts';

const lateEvening = new Date('2026-11-21T23:59:00Z');

it('starts each day (UTC) at nothing', () => {
  const storage = emptyStorage();
  expect(demosUsed(storage, 'visitor', lateEvening)).toBe(0);
  noteDemos(storage, 'visitor', lateEvening, 4);
  expect(demosUsed(storage, 'visitor', lateEvening)).toBe(4);
  expect(demosUsed(storage, 'visitor', new Date('2026-11-22T00:00:00Z'))).toBe(0);
});

it.each(['', 'nonsense', '{"day":"2026-11-21"}', '{"day":"2026-11-21","who":"visitor","used":"4"}'])(
  'takes %j for nothing',
  (text) => {
    const storage = emptyStorage();
    storage.setItem('cue.demos', text);
    expect(demosUsed(storage, 'visitor', lateEvening)).toBe(0);
  },
);

it('counts a person who signs in by themselves, not what they used as a visitor', () => {
  const storage = emptyStorage();
  noteDemos(storage, 'visitor', lateEvening, 10);
  expect(demosUsed(storage, 'usr_1', lateEvening)).toBe(0);
});
