import { createTable } from '../../lib/platform/table.ts';
import { sessionCookieFor } from '../../lib/sessions/cookie.ts';
import { startSession } from '../../lib/sessions/session.ts';
import { signUp } from '../../lib/users/sign-up.ts';
import type { Person } from './known.ts';
import type { Stage } from './stage.ts';

/** Someone with an account and a browser that is signed in. */
async function signedUp(deps: Parameters<typeof signUp>[0], number: number): Promise<Person> {
  const email = `person${number}@example.com`;
  const identity = { provider: 'github', subject: String(number), email, emailAuthority: true } as const;
  const person = await signUp(deps, { ...identity, firstName: null, lastName: null, profileImageUrl: null });
  if (person.outcome !== 'signedIn') throw new Error(`${email} could not sign up`);
  const { userId } = person;
  const [cookie = ''] = sessionCookieFor(await startSession(deps, userId, 'history'), 3_600).split(';');
  return { userId, email, cookie };
}

/** The history's people come, before anything of it happens. */
export async function signUpPeople({ scene, outside, tableName }: Stage): Promise<void> {
  const { DYNAMODB_ENDPOINT } = outside.environment;
  const table = createTable({ TABLE_NAME: tableName, DYNAMODB_ENDPOINT }, outside);
  for (let number = 1; number <= scene.history.people; number += 1) {
    scene.known.people.push(await signedUp({ table, outside }, number));
  }
}
