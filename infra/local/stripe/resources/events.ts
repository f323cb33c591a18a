import { pendingEndpoints, wasDelivered } from '../deliveries/queue.ts';
import { invalidRequest } from '../errors.ts';
import { events, type StoredEvent } from '../events.ts';
import { listPage, pagination } from '../http/lists.ts';
import { existing, type Resource } from '../http/resource.ts';
import { route } from '../http/route.ts';
import { flag, listOf, text } from '../parameters/checks.ts';
import { timeRange } from '../parameters/range.ts';
import type { Condition } from '../store/collection.ts';
import { equals, isOneOf, isWithin } from '../store/conditions.ts';
import type { Scene } from '../world.ts';

/** The event that was sent stays as it was; only the API knows how many endpoints still wait for it. */
function asOfNow(scene: Scene, event: StoredEvent): StoredEvent {
  return { ...event, pending_webhooks: pendingEndpoints(scene, event.id) };
}

const retrieve = route({
  method: 'GET',
  path: '/v1/events/:id',
  parameters: {},
  handle: ({ scene, path }) => asOfNow(scene, existing(scene, events, path.id)),
});

const list = route({
  method: 'GET',
  path: '/v1/events',
  parameters: {
    created: timeRange(),
    delivery_success: flag(),
    type: text(),
    types: listOf(text()),
    ...pagination,
  },
  handle({ scene, values }) {
    const { created, delivery_success, type, types, ...page } = values;
    if (type !== undefined && types) {
      throw invalidRequest('You may only specify one of these parameters: type, types.', { param: 'type' });
    }
    const conditions = [
      ...isWithin('created', created),
      ...wasDelivered(delivery_success),
      ...ofType(type),
      ...isOneOf('type', types),
    ];
    const found = listPage(scene, { collection: events, url: '/v1/events', conditions, page });
    return { ...found, data: found.data.map((event) => asOfNow(scene, event)) };
  },
});

/** `charge.*` asks for all of a kind. */
function ofType(type: string | undefined): Condition[] {
  if (!type?.includes('*')) return equals('type', type);
  return [{ sql: `json_extract(body, '$.type') GLOB ?`, values: [type.replaceAll(/[?[\]]/g, '')] }];
}

export const eventResource: Resource = { routes: [list, retrieve] };
