import { expect, it } from '@jest/globals';
import { keepInvitation, readInvitation } from './invitation.ts';

const now = Date.parse('2026-11-21T10:00:00Z');
const day = 86_400_000;

function pageWithStorage(): Pick<Window, 'localStorage'> {
  const kept = new Map<string, string>();
  const localStorage: Storage = {
    length: 0,
    clear: () => kept.clear(),
    key: () => null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
  return { localStorage };
}

it('keeps the code of the last link for thirty days', () => {
  const page = pageWithStorage();
  expect(readInvitation(page, now)).toBeUndefined();
  keepInvitation(page, '2345BCDF', now);
  keepInvitation(page, 'WXYZ2345', now + 1);
  keepInvitation(page, null, now + 2);
  expect(readInvitation(page, now + 29 * day)).toBe('WXYZ2345');
  expect(readInvitation(page, now + 31 * day)).toBeUndefined();
});

it.each(['', 'short', 'far too long', '<script>', '2345BCD&'])('does not keep %p', (asked) => {
  const page = pageWithStorage();
  keepInvitation(page, asked, now);
  expect(readInvitation(page, now)).toBeUndefined();
});

it('does without a storage that is forbidden', () => {
  const page = {
    get localStorage(): Storage {
      throw new Error('The operation is insecure.');
    },
  };
  keepInvitation(page, '2345BCDF', now);
  expect(readInvitation(page, now)).toBeUndefined();
});
