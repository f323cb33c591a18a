import { useQuery } from '@tanstack/react-query';
import { credentialServices } from '../../../lib/graph/graph.ts';
import { Failure } from '../components/failure.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { credentialsQuery } from '../credentials/credentials-query.ts';
import { ServiceSection } from '../credentials/service-section.tsx';

/** Keys and addresses of other services that the person's workflows use. */
export function CredentialsPage() {
  const credentials = useQuery(credentialsQuery);
  return (
    <div className="max-w-3xl space-y-4 pt-6 sm:space-y-6 sm:pt-8">
      <p className="max-w-prose text-muted">
        Cue keeps these encrypted, asks each service whether they are good, and never shows them again. They
        are not put into projects that you export.
      </p>
      {credentials.isPending && <Loading />}
      {credentials.isError && !credentials.data && (
        <Failure
          what="Your credentials could not be loaded."
          error={credentials.error}
          onRetry={() => credentials.refetch()}
          busy={credentials.isFetching}
          className="rounded-card border border-line bg-surface p-4 sm:px-6"
        />
      )}
      {credentials.data &&
        credentialServices.map((service) => (
          <ServiceSection
            key={service}
            service={service}
            credentials={credentials.data.filter((one) => one.service === service)}
          />
        ))}
    </div>
  );
}

function Loading() {
  return (
    <div role="status" className="space-y-4 sm:space-y-6">
      <span className="sr-only">Loading your credentials</span>
      {credentialServices.map((service) => (
        <Skeleton key={service} className="h-21 rounded-card" />
      ))}
    </div>
  );
}
