import type { World } from '../world.ts';

/** How it stands with the deliveries of one event, all of them taken together. Sent again with success is delivered. */
export type DeliveryState = 'delivered' | 'waiting' | 'failing' | 'given up' | 'no endpoint';

const QUERY = `SELECT event,
    SUM(state = 'pending') AS pending,
    SUM(state = 'pending' AND attempts > 0) AS failing,
    SUM(state = 'abandoned' AND NOT EXISTS (
      SELECT 1 FROM deliveries AS later WHERE later.event = sent.event AND later.endpoint = sent.endpoint
        AND later.state = 'delivered' AND later.id > sent.id)) AS abandoned
  FROM deliveries AS sent WHERE event IN (SELECT value FROM json_each(?)) GROUP BY event`;

export function deliveryStates(world: World, events: string[]): Map<string, DeliveryState> {
  const rows = world.store.sql(QUERY).all(JSON.stringify(events));
  const known = new Map(rows.map((row) => [String(row.event), stateOf(row)]));
  return new Map(events.map((event) => [event, known.get(event) ?? 'no endpoint']));
}

function stateOf({ pending, failing, abandoned }: Record<string, unknown>): DeliveryState {
  if (Number(failing) > 0) return 'failing';
  if (Number(pending) > 0) return 'waiting';
  return Number(abandoned) > 0 ? 'given up' : 'delivered';
}
