import { expect, it } from '@jest/globals';
import { keepInvitation, readInvitation } from './invitation.ts';

const now = Date.parse('2026-11-21T10:00:00Z');
const day = 86_400_000;

function storage(): Storage {
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

it('keeps the code of the last link for thirty days', () => {
  const kept = storage();
  expect(readInvitation(kept, now)).toBeUndefined();
  keepInvitation(kept, '2345BCDF', now);
  keepInvitation(kept, 'WXYZ2345', now + 1);
  keepInvitation(kept, null, now + 2);
  expect(readInvitation(kept, now + 29 * day)).toBe('WXYZ2345');
  expect(readInvitation(kept, now + 31 * day)).toBeUndefined();
});

it.each(['', 'short', 'far too long', '<script>', '2345BCD&'])('does not keep %p', (asked) => {
  const kept = storage();
  keepInvitation(kept, asked, now);
  expect(readInvitation(kept, now)).toBeUndefined();
});

it('does without a storage that is forbidden', () => {
  const forbidden = () => {
    throw new Error('forbidden');
  };
  const none: Storage = { ...storage(), getItem: forbidden, setItem: forbidden };
  keepInvitation(none, '2345BCDF', now);
  expect(readInvitation(none, now)).toBeUndefined();
});
