import * as z from 'zod/mini';
import { laptopClient } from '../laptop-settings.ts';
import type { Listening } from '../listen.ts';
import { type Rewrites, startFront } from './front.ts';
import { people } from './people.ts';

const emails = z.array(z.looseObject({ email: z.string(), verified: z.boolean() }));

const unverified = new Set(people.filter(({ isVerified }) => !isVerified).map(({ email }) => email));

/** The emulator calls every address verified. */
const verification: Rewrites = {
  '/user/emails': async (answer) =>
    emails
      .parse(answer)
      .map((entry) => ({ ...entry, verified: entry.verified && !unverified.has(entry.email) })),
};

/** GitHub's sign-in and the API that tells who signed in, with a page to choose a person. */
export async function startGithub(port: number, redirectUris: readonly string[]): Promise<Listening> {
  const app = {
    client_id: laptopClient.id,
    client_secret: laptopClient.secret,
    name: 'Cue',
    redirect_uris: redirectUris,
  };
  const users = people.map(({ email, name, login }) => ({ email, name, login }));
  const seed = { github: { users, oauth_apps: [app] } };
  return startFront({ port, service: 'github', seed, rewrites: verification });
}
