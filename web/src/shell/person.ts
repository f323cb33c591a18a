import type { User } from '../../../lib/contract/account-routes.ts';

type Named = Pick<User, 'firstName' | 'lastName' | 'email'>;

/** The full name, or the address for someone who gave none; a front end of its own may know neither. */
export function displayName({ firstName, lastName, email }: Named): string {
  const name = [firstName, lastName].filter((part) => part !== null && part !== '').join(' ');
  return name === '' ? (email ?? 'Your account') : name;
}

/** `AL` for Ada Lovelace; the first letter of the address for someone without a name. */
export function initialsOf({ firstName, lastName, email }: Named): string {
  const parts = [firstName, lastName].filter((part): part is string => part !== null && part !== '');
  const letters = parts.map((part) => Array.from(part)[0] ?? '').join('');
  return (letters === '' ? (email ?? '').slice(0, 1) : letters).toUpperCase();
}
