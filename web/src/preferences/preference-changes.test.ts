import { expect, it } from '@jest/globals';
import type { Preferences } from '../../../lib/contract/preference-routes.ts';
import { changesIn } from './preference-changes.ts';

const saved: Preferences = {
  theme: 'system',
  language: 'en',
  timezone: 'Asia/Tokyo',
  emails: { receipts: true, product: true },
};

it('sends what was changed and nothing else, so that another page’s choices stay', () => {
  expect(changesIn(saved, { ...saved, theme: 'dark' })).toEqual({ theme: 'dark' });
  expect(changesIn(saved, { ...saved, timezone: null })).toEqual({ timezone: null });
  expect(changesIn(saved, { ...saved, emails: { receipts: true, product: false } })).toEqual({
    emails: { product: false },
  });
});

it('is nothing when all is as it was, also after a change and back', () => {
  expect(changesIn(saved, { ...saved, emails: { ...saved.emails } })).toBeNull();
});
