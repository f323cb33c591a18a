import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import type { InboxEvent } from '../../../lib/contract/admin-event-routes.ts';
import { PagedSection } from '../account/paged-section.tsx';
import { Tag } from '../components/tag.tsx';
import { Timestamp } from '../components/timestamp.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { type EventFilter, eventsQuery } from './admin-queries.ts';
import { stateWords } from './event-words.ts';
import { RedriveAll } from './redrive-all.tsx';

const filters: Record<EventFilter, { name: string; empty: string }> = {
  all: { name: 'All', empty: 'No event has come yet.' },
  failing: { name: 'Failing', empty: 'Nothing fails.' },
  parked: { name: 'Parked', empty: 'Nothing is parked.' },
  ignored: { name: 'Ignored', empty: 'None that nothing came of.' },
};
const names = Object.keys(filters) as EventFilter[];

const words = {
  loading: 'Loading events',
  failed: 'Events could not be loaded.',
  moreFailed: 'Older events could not be loaded.',
};

/** The inbox: every Stripe event with what came of it. */
export function EventsPage() {
  const [params, setParams] = useSearchParams();
  const filter = names.find((name) => name === params.get('state')) ?? 'all';
  const client = useQueryClient();
  const { data, ...pages } = useInfiniteQuery(eventsQuery(filter));
  return (
    <div className="space-y-4 pt-6 sm:pt-8">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <PageHeading>Events</PageHeading>
        <FilterChoice
          filter={filter}
          onChoose={(chosen) => setParams(chosen === 'all' ? {} : { state: chosen })}
        />
      </div>
      {(filter === 'failing' || filter === 'parked') && <RedriveAll state={filter} />}
      <PagedSection
        title={filter === 'all' ? 'Newest first' : `${filters[filter].name}, newest first`}
        words={words}
        pages={pages}
        items={data?.pages.flatMap(({ events }) => events)}
        onReset={() => client.resetQueries({ queryKey: eventsQuery(filter).queryKey })}
        empty={
          <p className="border-t border-line px-4 py-10 text-center text-muted">{filters[filter].empty}</p>
        }
      >
        {(events) => (
          <ul className="divide-y divide-line border-t border-line">
            {events.map((event) => (
              <EventLine key={event.id} event={event} />
            ))}
          </ul>
        )}
      </PagedSection>
    </div>
  );
}

interface ChoiceProps {
  filter: EventFilter;
  onChoose: (filter: EventFilter) => void;
}

function FilterChoice({ filter, onChoose }: ChoiceProps) {
  return (
    <fieldset className="flex rounded-card border border-line bg-sunken p-1">
      <legend className="sr-only">Which events</legend>
      {names.map((value) => (
        <label
          key={value}
          className="flex h-8 cursor-pointer items-center rounded-input border border-transparent px-3 text-muted transition-colors duration-150 has-checked:border-line has-checked:bg-surface has-checked:font-semibold has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent pointer-coarse:h-10"
        >
          <input
            type="radio"
            name="event-filter"
            value={value}
            checked={filter === value}
            onChange={() => onChoose(value)}
            className="sr-only"
          />
          {filters[value].name}
        </label>
      ))}
    </fieldset>
  );
}

function EventLine({ event }: { event: InboxEvent }) {
  const { words: state, tone } = stateWords[event.state];
  const at = event.arrivedAt ?? event.consumers.find((one) => one.at !== null)?.at;
  return (
    <li className="relative px-4 py-3 transition-colors duration-150 hover:bg-sunken/60 sm:px-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <Link
          to={`/admin/events/${event.id}`}
          // The whole line leads there.
          className="font-semibold wrap-anywhere after:absolute after:inset-0"
        >
          {event.type}
        </Link>
        <span className="text-xs text-muted">{at && <Timestamp iso={at} />}</span>
      </div>
      <p className="flex items-start gap-2 pt-0.5">
        <Tag tone={tone}>{state}</Tag>
        <span className="min-w-0 wrap-anywhere text-muted">{event.words}</span>
      </p>
      <p className="pt-0.5 font-mono text-xs break-all text-muted">
        {event.id}
        {event.objectId && ` · ${event.objectId}`}
      </p>
    </li>
  );
}
