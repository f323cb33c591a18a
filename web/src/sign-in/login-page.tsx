import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { invitedTerms } from '../account/referral-words.ts';
import { useReferralReward } from '../account/use-referral-reward.ts';
import { userQuery } from '../api/queries.ts';
import { BrandMark } from '../components/brand-mark.tsx';
import { Button } from '../components/button.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { displayName } from '../shell/person.ts';
import { readInvitation } from './invitation.ts';
import { GithubIcon, GoogleIcon } from './provider-icons.tsx';
import { providerPath, returnPath } from './return-to.ts';

export function LoginPage() {
  const [parameters] = useSearchParams();
  const comeBackTo = returnPath(parameters.get('return_to'));
  const user = useQuery(userQuery).data;
  const invitation = readInvitation(window, Date.now());
  return (
    <div className="canvas-dots grid flex-1 place-items-center px-4 py-16 sm:py-28">
      <div className="w-full max-w-sm rounded-card border border-line bg-surface p-6 sm:p-8">
        <BrandMark className="h-5 w-9" />
        <PageHeading title="Sign in" className="pt-5 text-lg sm:text-xl">
          Sign in to Cue
        </PageHeading>
        <p className="pt-1 text-muted">{reasonFor(comeBackTo)}</p>
        {user && (
          <p className="pt-4">
            You are signed in as {displayName(user)} already.{' '}
            <Link to="/account" className="link">
              Open your account
            </Link>
          </p>
        )}
        <div className="flex flex-col gap-2.5 pt-6">
          <Button asChild size="lg" className="gap-3">
            <a href={providerPath('google', comeBackTo, invitation)}>
              <GoogleIcon /> Continue with Google
            </a>
          </Button>
          <Button asChild size="lg" className="gap-3">
            <a href={providerPath('github', comeBackTo, invitation)}>
              <GithubIcon /> Continue with GitHub
            </a>
          </Button>
        </div>
        {invitation !== undefined && user === null && <Invited />}
        <p className="pt-6 text-xs text-muted">
          Cue reads your name, your verified email address and your picture from the provider, and nothing
          else. A first sign-in opens your account.
        </p>
      </div>
    </div>
  );
}

function Invited() {
  const reward = useReferralReward();
  const terms = reward && invitedTerms(reward);
  return terms ? <p className="pt-4 font-semibold">{terms}</p> : null;
}

function reasonFor(comeBackTo: string): string {
  if (comeBackTo.startsWith('/credits') || comeBackTo.startsWith('/purchase'))
    return 'To pay for your credits, and to keep them in your name.';
  if (comeBackTo.startsWith('/pricing') || comeBackTo.startsWith('/subscription'))
    return 'To subscribe to your plan, and to keep it in your name.';
  if (comeBackTo.startsWith('/payment/')) return 'To see what became of your payment.';
  if (comeBackTo === '/') return 'To keep your workflow, and to change and export it.';
  if (comeBackTo.startsWith('/dashboard') || comeBackTo.startsWith('/workflows'))
    return 'To see, change and export your workflows.';
  if (comeBackTo.startsWith('/account/keys') || comeBackTo.startsWith('/keys'))
    return 'To make API keys, and to see and revoke those you have.';
  if (comeBackTo.startsWith('/account/credentials'))
    return 'To save and check the credentials that your workflows use.';
  return 'To see your balance, your statement and your profile.';
}
