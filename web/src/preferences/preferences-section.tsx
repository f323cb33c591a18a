import { useQuery } from '@tanstack/react-query';
import { Failure } from '../components/failure.tsx';
import { Panel } from '../components/panel.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { PreferencesForm } from './preferences-form.tsx';
import { preferencesQuery } from './preferences-query.ts';

/** How the person would have the site and its mails. */
export function PreferencesSection() {
  const preferences = useQuery(preferencesQuery);
  return (
    <Panel title="Preferences" about="How Cue looks, how it writes times, and what it mails you.">
      {preferences.isPending && <Loading />}
      {preferences.isError && !preferences.data && (
        <Failure
          what="Your preferences could not be loaded."
          error={preferences.error}
          onRetry={() => preferences.refetch()}
          busy={preferences.isFetching}
          className="border-t border-line p-4 sm:px-6"
        />
      )}
      {preferences.data && <PreferencesForm preferences={preferences.data} />}
    </Panel>
  );
}

function Loading() {
  return (
    <div role="status" className="space-y-4 border-t border-line p-4 sm:px-6">
      <span className="sr-only">Loading your preferences</span>
      <Skeleton className="h-11" />
      <Skeleton className="h-11" />
      <Skeleton className="h-24" />
    </div>
  );
}
