import type { InboxConsumer } from '../../../lib/contract/admin-event-routes.ts';
import { Panel } from '../components/panel.tsx';
import { Tag } from '../components/tag.tsx';
import { Timestamp } from '../components/timestamp.tsx';
import { stateWords } from './event-words.ts';

export function EventConsumers({ consumers }: { consumers: InboxConsumer[] }) {
  return (
    <Panel title="Consumers" about="What each that acts on events of this type made of it.">
      {consumers.length === 0 && (
        <p className="border-t border-line px-4 py-6 text-center text-muted">None acts on this type.</p>
      )}
      <ul className="divide-y divide-line border-t border-line empty:hidden">
        {consumers.map((consumer) => (
          <ConsumerLine key={consumer.name} consumer={consumer} />
        ))}
      </ul>
    </Panel>
  );
}

function ConsumerLine({ consumer }: { consumer: InboxConsumer }) {
  const { name, state, words, code, attempts, lastError, at } = consumer;
  const said = stateWords[state];
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 px-4 py-3 sm:px-6">
      <div className="min-w-0">
        <p className="font-semibold">{name}</p>
        <p className="wrap-anywhere text-muted">{words}</p>
        <p className="flex flex-wrap gap-x-3 text-xs text-muted">
          {at && <Timestamp iso={at} />}
          {attempts !== null && <span>{attempts === 1 ? 'at the first try' : `${attempts} tries`}</span>}
          {code && <code className="font-mono">{code}</code>}
          {lastError && <code className="font-mono">{lastError}</code>}
        </p>
      </div>
      <Tag tone={said.tone}>{said.words}</Tag>
    </li>
  );
}
