import { useQuery } from '@tanstack/react-query';
import { type LinkedIdentity, signInProviders } from '../../../lib/contract/identity-routes.ts';
import { Failure } from '../components/failure.tsx';
import { Panel } from '../components/panel.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { identitiesQuery } from './identities-query.ts';
import { LinkButton } from './link-button.tsx';
import { MethodRow } from './method-row.tsx';
import { UnlinkAction } from './unlink-action.tsx';

/** What the person can sign in with. */
export function MethodsSection() {
  const identities = useQuery(identitiesQuery);
  return (
    <Panel title="Sign-in methods" about="Each of them opens this account.">
      {identities.isPending && <Loading />}
      {identities.isError && !identities.data && (
        <Failure
          what="Your sign-in methods could not be loaded."
          error={identities.error}
          onRetry={() => identities.refetch()}
          busy={identities.isFetching}
          className="border-t border-line p-4 sm:px-6"
        />
      )}
      {identities.data && <Methods identities={identities.data} />}
    </Panel>
  );
}

function Methods({ identities }: { identities: readonly LinkedIdentity[] }) {
  return (
    <ul className="divide-y divide-line border-t border-line">
      {signInProviders.map((provider) => {
        const linked = identities.filter((identity) => identity.provider === provider);
        const isOnly = linked.length === identities.length;
        return (
          <MethodRow key={provider} provider={provider} linked={linked}>
            {linked.length === 0 && <LinkButton provider={provider} />}
            {linked.length > 0 && !isOnly && <UnlinkAction provider={provider} />}
            {linked.length > 0 && isOnly && <p className="text-xs text-muted">Your only way in</p>}
          </MethodRow>
        );
      })}
    </ul>
  );
}

function Loading() {
  return (
    <div role="status" className="divide-y divide-line border-t border-line">
      <span className="sr-only">Loading your sign-in methods</span>
      {['one', 'two'].map((row) => (
        <div key={row} className="flex items-center justify-between px-4 py-5 sm:px-6">
          <Skeleton className="h-4 w-48" />
          <Skeleton className="h-9 w-20" />
        </div>
      ))}
    </div>
  );
}
