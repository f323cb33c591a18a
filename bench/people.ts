import { httpEvent } from '../infra/testing/http-event.ts';
import { recordEntry } from '../lib/credits/entry.ts';
import { lambdaOutside } from '../lib/platform/outside.ts';
import { sessionCookieFor } from '../lib/sessions/cookie.ts';
import { startSession } from '../lib/sessions/session.ts';
import { signUp } from '../lib/users/sign-up.ts';
import { type Services, site } from './aws/services.ts';

/** Someone who is signed in. */
export interface Person {
  userId: string;
  cookies: string[];
}

let made = 0;

export async function signedInPerson({ table }: Services): Promise<Person> {
  made += 1;
  const email = `bench${made}@example.com`;
  const identity = { provider: 'github', subject: email, email, emailAuthority: true } as const;
  const names = { firstName: null, lastName: null, profileImageUrl: null };
  const deps = { table, outside: lambdaOutside };
  const person = await signUp(deps, { ...identity, ...names });
  if (person.outcome !== 'signedIn') throw new Error('Somebody could not sign up');
  const { userId } = person;
  const [cookie = ''] = sessionCookieFor(await startSession(deps, userId, 'bench'), 3_600).split(';');
  return { userId, cookies: [cookie] };
}

/** Gives credits, as one entry in the ledger. */
export async function giveCredits({ table }: Services, userId: string, credits: number): Promise<void> {
  made += 1;
  const causedAt = new Date().toISOString();
  const source = { sourceKind: 'bench', sourceId: String(made), eventId: null };
  const entry = { userId, cause: `bench:${made}`, causedAt, creditsDelta: credits, notes: 'For the bench' };
  await table.transact(recordEntry({ ...entry, ...source, type: 'Grant' }));
}

/** A signed-in person's request as API Gateway hands it to a function. */
export function requestOf({ cookies }: Person, method: string, address: string, body?: object) {
  const headers = { origin: site, 'content-type': 'application/json' };
  return httpEvent(method, address, { headers, cookies, ...(body ? { body: JSON.stringify(body) } : {}) });
}

let spends = 0;

/** A spend under a key of its own: retry-safe, as a client that cannot be sure sends it. */
export function spendOf(person: Person) {
  spends += 1;
  const event = requestOf(person, 'POST', '/api/billing/spend', { credits: 1, reason: 'A run' });
  return { ...event, headers: { ...event.headers, 'idempotency-key': `bench-${spends}` } };
}
