import { useQuery } from '@tanstack/react-query';
import { Failure } from '../components/failure.tsx';
import { Panel } from '../components/panel.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { DeviceRow } from './device-row.tsx';
import { EndOthersButton } from './end-others-button.tsx';
import { sessionsQuery } from './sessions-query.ts';

/** Where the person is signed in, and the way to end that elsewhere. */
export function DevicesSection() {
  const sessions = useQuery(sessionsQuery);
  const hasOthers = sessions.data?.some(({ current }) => !current) ?? false;
  return (
    <Panel title="Devices" about="Where you are signed in." action={hasOthers && <EndOthersButton />}>
      {sessions.isPending && <Loading />}
      {sessions.isError && !sessions.data && (
        <Failure
          what="Your devices could not be loaded."
          error={sessions.error}
          onRetry={() => sessions.refetch()}
          busy={sessions.isFetching}
          className="border-t border-line p-4 sm:px-6"
        />
      )}
      {sessions.data && (
        <ul className="divide-y divide-line border-t border-line">
          {sessions.data.map((session) => (
            <DeviceRow key={session.id} session={session} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Loading() {
  return (
    <div role="status" className="divide-y divide-line border-t border-line">
      <span className="sr-only">Loading your devices</span>
      {['one', 'two'].map((row) => (
        <div key={row} className="flex items-center justify-between px-4 py-5 sm:px-6">
          <Skeleton className="h-4 w-48" />
          <Skeleton className="h-9 w-16" />
        </div>
      ))}
    </div>
  );
}
