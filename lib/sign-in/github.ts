import * as oidc from 'openid-client';
import * as z from 'zod/mini';
import type { SettingsOf } from '../contract/settings.ts';
import { emailAddress } from '../users/email-address.ts';
import {
  isLaptopProvider,
  type Provider,
  pictureOrNull,
  providerTimeoutSeconds,
  textOrNull,
} from './provider.ts';

type GithubSettings = SettingsOf<
  'GITHUB_CLIENT_ID' | 'GITHUB_CLIENT_SECRET' | 'GITHUB_URL' | 'GITHUB_API_URL'
>;

const githubUser = z.object({ id: z.int(), name: z.nullish(z.string()), avatar_url: z.nullish(z.string()) });
const githubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** GitHub has no discovery document and no id_token; this stands in for both. */
function configurationFor(
  settings: GithubSettings,
  clientId: string,
  clientSecret: string,
): oidc.Configuration {
  const configuration = new oidc.Configuration(
    {
      issuer: settings.GITHUB_URL,
      authorization_endpoint: `${settings.GITHUB_URL}/login/oauth/authorize`,
      token_endpoint: `${settings.GITHUB_URL}/login/oauth/access_token`,
    },
    clientId,
    undefined,
    oidc.ClientSecretPost(clientSecret),
  );
  configuration.timeout = providerTimeoutSeconds;
  if (isLaptopProvider(settings.GITHUB_URL)) oidc.allowInsecureRequests(configuration);
  return configuration;
}

async function readGithub(apiUrl: string, path: string, accessToken: string): Promise<unknown> {
  const answer = await fetch(`${apiUrl}${path}`, {
    headers: {
      Authorization: `Bearer ${accessToken}`,
      Accept: 'application/vnd.github+json',
      'User-Agent': 'cue',
    },
    redirect: 'error',
    signal: AbortSignal.timeout(providerTimeoutSeconds * 1_000),
  });
  if (!answer.ok) throw new Error(`GitHub answered ${answer.status} to ${path}`);
  return answer.json();
}

/** GitHub's one name field, told apart at the first space. */
function namesOf(name: string | null | undefined) {
  const [first, ...rest] = (name ?? '').trim().split(/\s+/);
  return { firstName: textOrNull(first), lastName: textOrNull(rest.join(' ')) };
}

export async function githubProvider(settings: GithubSettings): Promise<Provider> {
  if (!settings.GITHUB_CLIENT_ID || !settings.GITHUB_CLIENT_SECRET)
    throw new Error('GitHub sign-in is not set up');
  const configuration = configurationFor(settings, settings.GITHUB_CLIENT_ID, settings.GITHUB_CLIENT_SECRET);
  return {
    configuration,
    scope: 'read:user user:email',
    usesNonce: false,
    profile: async ({ access_token }) => {
      const [user, emails] = await Promise.all([
        readGithub(settings.GITHUB_API_URL, '/user', access_token).then((body) => githubUser.parse(body)),
        readGithub(settings.GITHUB_API_URL, '/user/emails', access_token).then((body) =>
          githubEmails.parse(body),
        ),
      ]);
      // The address in the public profile may be anybody's; only the primary, verified one counts.
      const primary = emails.find((entry) => entry.primary && entry.verified);
      return {
        provider: 'github',
        subject: String(user.id),
        email: emailAddress(primary?.email),
        emailAuthority: true,
        ...namesOf(user.name),
        profileImageUrl: pictureOrNull(user.avatar_url),
      };
    },
  };
}
