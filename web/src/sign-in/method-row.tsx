import type { ReactNode } from 'react';
import type { LinkedIdentity, SignInProvider } from '../../../lib/contract/identity-routes.ts';
import { Timestamp } from '../components/timestamp.tsx';
import { GithubIcon, GoogleIcon } from './provider-icons.tsx';
import { providerNames } from './provider-names.ts';

const icons: Record<SignInProvider, () => ReactNode> = { google: GoogleIcon, github: GithubIcon };

interface Props {
  provider: SignInProvider;
  /** Nearly always one, or none. */
  linked: readonly LinkedIdentity[];
  /** What can be done with it. */
  children: ReactNode;
}

export function MethodRow({ provider, linked, children }: Props) {
  const Icon = icons[provider];
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-4 sm:px-6">
      <div className="flex min-w-0 items-center gap-3">
        <Icon />
        <div className="min-w-0">
          <p className="font-semibold">{providerNames[provider]}</p>
          {linked.length === 0 && <p className="text-xs text-muted">Not linked</p>}
          {linked.map(({ email, linkedAt }) => (
            <p key={linkedAt} className="text-xs wrap-anywhere text-muted">
              {email}
              {email && ' · '}since <Timestamp iso={linkedAt} />
            </p>
          ))}
        </div>
      </div>
      {children}
    </li>
  );
}
