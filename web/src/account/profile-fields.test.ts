import { expect, it } from '@jest/globals';
import { changedFields } from './profile-fields.ts';

it('sends only what was edited, and null for what was cleared', () => {
  const all = { firstName: 'Ada', lastName: null, companyName: 'Analytical Engines' };
  expect(changedFields(all, { lastName: true, companyName: true })).toEqual({
    lastName: null,
    companyName: 'Analytical Engines',
  });
});
