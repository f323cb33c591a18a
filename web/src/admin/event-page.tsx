import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { InboxEvent } from '../../../lib/contract/admin-event-routes.ts';
import { hasCode, messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { Button } from '../components/button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { Failure } from '../components/failure.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { Tag } from '../components/tag.tsx';
import { Timestamp } from '../components/timestamp.tsx';
import { useToast } from '../components/toasts.tsx';
import { NotFoundPage } from '../shell/not-found-page.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { eventQuery, eventsKey } from './admin-queries.ts';
import { EventConsumers } from './event-consumers.tsx';
import { EventPayload } from './event-payload.tsx';
import { stateWords } from './event-words.ts';

export function EventPage() {
  const { id = '' } = useParams();
  const looked = useQuery(eventQuery(id));
  if (hasCode(looked.error, 'not_found')) return <NotFoundPage />;
  if (!looked.data) {
    return (
      <div className="space-y-4 pt-6 sm:pt-8">
        <PageHeading>Event</PageHeading>
        {looked.isError ? (
          <Failure
            what="The event could not be loaded."
            error={looked.error}
            onRetry={() => looked.refetch()}
            busy={looked.isFetching}
            className="rounded-card border border-line bg-surface p-5"
          />
        ) : (
          <Skeleton className="h-64 rounded-card" />
        )}
      </div>
    );
  }
  return (
    <div className="space-y-6 pt-6 sm:pt-8">
      <Heading event={looked.data.event} />
      <EventConsumers consumers={looked.data.event.consumers} />
      <EventPayload looked={looked.data} />
    </div>
  );
}

function Heading({ event }: { event: InboxEvent }) {
  const { words, tone } = stateWords[event.state];
  const redrive = useRedrive(event.id);
  const isStuck = event.consumers.some(({ state }) => state === 'parked' || state === 'failing');
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 max-w-prose">
        <PageHeading title={event.type} className="wrap-anywhere">
          {event.type}
        </PageHeading>
        <p className="flex flex-wrap items-center gap-x-3 text-muted">
          <code className="font-mono text-xs break-all">{event.id}</code>
          <CopyButton text={event.id} what="the id" quiet />
        </p>
        <p className="flex items-start gap-2 pt-2">
          <Tag tone={tone}>{words}</Tag>
          <span className="wrap-anywhere">{event.words}</span>
        </p>
        <Origin event={event} />
      </div>
      {isStuck && (
        <Button
          look="primary"
          size="lg"
          busy={redrive.isPending}
          onClick={() => redrive.isPending || redrive.mutate()}
        >
          Put back
        </Button>
      )}
    </div>
  );
}

function Origin({ event: { createdAt, arrivedAt, livemode, apiVersion, objectId } }: { event: InboxEvent }) {
  return (
    <p className="flex flex-wrap gap-x-3 pt-2 text-xs text-muted">
      {createdAt && (
        <span>
          Made <Timestamp iso={createdAt} />
        </span>
      )}
      {arrivedAt && (
        <span>
          arrived <Timestamp iso={arrivedAt} />
        </span>
      )}
      {livemode !== null && <span>{livemode ? 'live money' : 'test money'}</span>}
      {apiVersion && <span>{apiVersion}</span>}
      {objectId && <code className="font-mono break-all">{objectId}</code>}
    </p>
  );
}

function useRedrive(id: string) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: () => call('redriveEvent', { params: { id } }),
    onSuccess: ({ redriven }) => toast(redriven > 0 ? 'The event is put back' : 'It is done by now'),
    onError: (error) => toast(messageOf(error), 'danger'),
    onSettled: () => {
      client.invalidateQueries({ queryKey: eventQuery(id).queryKey });
      client.invalidateQueries({ queryKey: eventsKey });
    },
  });
}
