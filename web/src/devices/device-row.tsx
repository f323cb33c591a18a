import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Session } from '../../../lib/contract/session-routes.ts';
import { hasCode, messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { Button } from '../components/button.tsx';
import { Tag } from '../components/tag.tsx';
import { Timestamp } from '../components/timestamp.tsx';
import { useToast } from '../components/toasts.tsx';
import { sessionsQuery } from './sessions-query.ts';

export function DeviceRow({ session }: { session: Session }) {
  const { device, current, createdAt, lastSeenAt } = session;
  const end = useEnd(session);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-4 sm:px-6">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-semibold">{device}</span>
          {current && <Tag tone="good">This one</Tag>}
        </p>
        <p className="text-xs text-muted">
          Since <Timestamp iso={createdAt} />
          {!current && (
            <>
              {' · '}last seen <Timestamp iso={lastSeenAt} />
            </>
          )}
        </p>
      </div>
      {!current && (
        <Button
          size="lg"
          look="quiet"
          className="text-muted"
          busy={end.isPending}
          onClick={() => end.isPending || end.mutate()}
          aria-label={`End ${device}`}
        >
          End
        </Button>
      )}
    </li>
  );
}

function useEnd({ id, device }: Session) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: async () => {
      try {
        await call('endSession', { params: { id } });
      } catch (error) {
        // Ended in another tab, or by itself: what was wanted is so.
        if (!hasCode(error, 'not_found')) throw error;
      }
    },
    onSuccess: () => {
      client.setQueryData(sessionsQuery.queryKey, (sessions) => sessions?.filter((one) => one.id !== id));
      toast(`${device} is signed out.`);
    },
    onError: (error) => toast(`${device} is still signed in. ${messageOf(error)}`, 'danger'),
  });
}
