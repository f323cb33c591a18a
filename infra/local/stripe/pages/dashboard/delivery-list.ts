import type { DeliveryReport } from '../../deliveries/log.ts';
import type { Scene } from '../../world.ts';
import { html, type Markup } from '../html.ts';
import { addressOf, deliveryState, lastAnswer } from './delivery-table.ts';
import { moment } from './moment.ts';
import { stateBadge } from './state-badge.ts';

/** The deliveries of one event, with room for all that is known of each. */
export function deliveryList(scene: Scene, deliveries: DeliveryReport[]): Markup {
  if (deliveries.length === 0)
    return html`<p class="empty">No endpoint wanted this event when it happened.</p>`;
  return html`<ul class="items">${deliveries.map((delivery) => deliveryItem(scene, delivery))}</ul>`;
}

function deliveryItem(scene: Scene, delivery: DeliveryReport): Markup {
  const { attempts, endpoint, lastAnswer: said, nextAttemptAt } = delivery;
  const next = nextAttemptAt ? html` Next try: ${moment(nextAttemptAt)}.` : '';
  return html`<li><div class="what">${stateBadge(deliveryState(delivery))} <span>${addressOf(scene, endpoint)}</span></div>
<p class="small quiet">Attempts: ${attempts}. Last answer: ${lastAnswer(delivery)}.${next}</p>
${said ? html`<pre class="json" tabindex="0">${said}</pre>` : ''}</li>`;
}
