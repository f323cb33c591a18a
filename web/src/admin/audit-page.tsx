import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { AuditEntry } from '../../../lib/contract/admin-routes.ts';
import { PagedSection } from '../account/paged-section.tsx';
import { Timestamp } from '../components/timestamp.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { actWords } from './act-words.ts';
import { auditQuery } from './admin-queries.ts';

const words = {
  loading: 'Loading the trail',
  failed: 'The trail could not be loaded.',
  moreFailed: 'Older acts could not be loaded.',
};

export function AuditPage() {
  const client = useQueryClient();
  const { data, ...pages } = useInfiniteQuery(auditQuery);
  return (
    <div className="max-w-3xl space-y-4 pt-6 sm:pt-8">
      <PageHeading>Audit trail</PageHeading>
      <PagedSection
        title="Every act of an admin, newest first"
        words={words}
        pages={pages}
        items={data?.pages.flatMap(({ entries }) => entries)}
        onReset={() => client.resetQueries({ queryKey: auditQuery.queryKey })}
        empty={
          <p className="border-t border-line px-4 py-10 text-center text-muted">Nothing was done yet.</p>
        }
      >
        {(entries) => (
          <ul className="divide-y divide-line border-t border-line">
            {entries.map((entry) => (
              <ActLine key={entry.id} entry={entry} />
            ))}
          </ul>
        )}
      </PagedSection>
    </div>
  );
}

function ActLine({ entry }: { entry: AuditEntry }) {
  const { who, whoEmail, userId, eventId, reason, at, requestId } = entry;
  return (
    <li className="px-4 py-3 sm:px-6">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="min-w-0">
          <span className="font-semibold">{actWords(entry)}</span>{' '}
          {userId && (
            <Link to={`/admin/users/${userId}`} className="link font-mono text-xs break-all">
              {userId}
            </Link>
          )}
          {eventId && (
            <Link to={`/admin/events/${eventId}`} className="link font-mono text-xs break-all">
              {eventId}
            </Link>
          )}
        </span>
        <span className="text-xs text-muted">
          <Timestamp iso={at} />
        </span>
      </p>
      {reason && <p className="wrap-anywhere text-muted">{reason}</p>}
      <p className="text-xs wrap-anywhere text-muted">
        {whoEmail ?? who}
        {requestId && <span className="font-mono"> · {requestId}</span>}
      </p>
    </li>
  );
}
