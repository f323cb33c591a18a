import { deliveryLog } from '../../deliveries/log.ts';
import { events, type StoredEvent } from '../../events.ts';
import type { Scene } from '../../world.ts';
import { html, type Markup } from '../html.ts';
import type { PageRoute } from '../page.ts';
import { deliveryList } from './delivery-list.ts';
import { resendForm } from './delivery-table.ts';
import { dashboardAnswer, missingAnswer } from './frame.ts';
import { moment } from './moment.ts';
import { paymentAddress } from './payment.ts';
import { facts } from './table.ts';

const section = '/events';
const MAXIMUM_DELIVERIES = 100;

export const eventRoute: PageRoute = {
  method: 'GET',
  path: '/events/:id',
  answer(scene, { path, query }) {
    const event = events.find(scene.store, path.id ?? '');
    if (!event) return missingAnswer(scene, { section, query, what: 'event' });
    return dashboardAnswer(scene, { section, title: event.type, query, body: eventBody(scene, event) });
  },
};

function eventBody(scene: Scene, event: StoredEvent): Markup {
  const deliveries = deliveryLog(scene, { event: event.id, limit: MAXIMUM_DELIVERIES });
  return html`<p class="crumb"><a href="/events">Events</a></p>
<div class="heading"><h1 class="mono">${event.type}</h1>${resendForm(event.id)}</div>
<section class="panel"><h2>Details</h2>${eventFacts(event)}</section>
<section class="panel"><h2>Deliveries</h2>${deliveryList(scene, deliveries)}</section>
<section class="panel"><h2 id="json">What was sent</h2>
<pre class="json" tabindex="0" role="region" aria-labelledby="json">${JSON.stringify(event, null, 2)}</pre></section>`;
}

function eventFacts({ id, created, data, request }: StoredEvent): Markup {
  return facts([
    ['Happened', moment(created)],
    ['Event', html`<code>${id}</code>`],
    ['Object', html`<code>${data.object.id ?? 'It has no id yet'}</code>`],
    ['Payment', paymentLink(data.object)],
    [
      'Caused by request',
      request?.id ? html`<code>${request.id}</code>` : 'None: a page, the clock or a bank',
    ],
    ['Idempotency key', request?.idempotency_key ? html`<code>${request.idempotency_key}</code>` : null],
  ]);
}

function paymentLink(object: StoredEvent['data']['object']): Markup | null {
  const intent = object.object === 'payment_intent' ? (object.id ?? null) : intentOf(object);
  return intent === null ? null : html`<a href="${paymentAddress(intent)}"><code>${intent}</code></a>`;
}

function intentOf(object: object): string | null {
  return 'payment_intent' in object && typeof object.payment_intent === 'string'
    ? object.payment_intent
    : null;
}
