import type { ProfileChange, User } from '../../../lib/contract/account-routes.ts';

/** What a person can change here, in the order of the form. */
export const profileFields = [
  { name: 'firstName', label: 'First name', autoComplete: 'given-name' },
  { name: 'lastName', label: 'Last name', autoComplete: 'family-name' },
  { name: 'companyName', label: 'Company', autoComplete: 'organization' },
  { name: 'industry', label: 'Industry', autoComplete: 'off' },
  { name: 'role', label: 'Role', autoComplete: 'organization-title' },
  { name: 'usagePurpose', label: 'What you use Cue for', autoComplete: 'off' },
] as const;

export type ProfileField = (typeof profileFields)[number]['name'];

export const isProfileField = (path: string): path is ProfileField =>
  profileFields.some((field) => field.name === path);

export const profileOf = (user: User): Record<ProfileField, string | null> => ({
  firstName: user.firstName,
  lastName: user.lastName,
  companyName: user.companyName,
  industry: user.industry,
  role: user.role,
  usagePurpose: user.usagePurpose,
});

/** Only what was edited is sent, so an older page never overwrites what another one saved. */
export function changedFields(
  all: ProfileChange,
  dirty: Partial<Record<ProfileField, boolean>>,
): ProfileChange {
  return Object.fromEntries(
    profileFields.filter(({ name }) => dirty[name]).map(({ name }) => [name, all[name] ?? null]),
  );
}
