import { matches, patternOf } from '../../local/bus/rules.ts';
import { queueFunctions } from '../../local/consumers.ts';
import type { Known, Told } from '../known.ts';
import { insist } from './insist.ts';

type Row = Record<string, unknown>;

/** Why an event that is not ours must be parked, by the code that staff see. */
const codeOf: Partial<Record<Told['nature'], string>> = {
  'of live mode': 'other_mode',
  'of another account': 'other_account',
  "a stranger's": 'unknown_customer',
};

/** The consumers whose rule matches the event. */
function consumersOf({ type }: Told): string[] {
  const event = { source: 'stripe', 'detail-type': type };
  return queueFunctions()
    .filter(([, { events }]) => matches(patternOf(events), event))
    .map(([name]) => name);
}

function holdOutcome({ label, nature, text }: Told, consumer: string, row: Row | undefined): void {
  // That an event was recorded shows by its own row; only a late one has another.
  if (consumer === 'record-event' && !row) return;
  insist(row !== undefined, `${label} was accepted, and ${consumer} has no word on it`);
  const code = consumer === 'record-event' ? undefined : codeOf[nature];
  const words = `${row.state} ${row.code ?? ''} ${row.words}`;
  // A checkout that is not paid yet needs no mail, whoever's it is; and one page is about credits, the other about a plan.
  const isForConsumer = consumer === 'grant-credits' && text.includes('"mode":"payment"');
  const isNothing = !isForConsumer && row.state === 'ignored';
  if (code) insist(row.code === code || isNothing, `${label} must be parked as ${code}, and is ${words}`);
  else insist(row.state !== 'parked', `${label} is parked at ${consumer}: ${words}`);
}

/** Every event that was accepted is recorded, and each of its consumers has made something of it. */
export function holdEvents({ told, accepted }: Known, rows: Row[]): void {
  const at = new Map(rows.map((row) => [`${row.pk} ${row.sk}`, row]));
  for (const one of told.values()) {
    insist(accepted.has(one), `${one.label} was never accepted`);
    insist(at.has(`EVENT#${one.id} EVENT`), `${one.label} was accepted, and is not recorded`);
    for (const consumer of consumersOf(one)) {
      holdOutcome(one, consumer, at.get(`EVENT#${one.id} CONSUMER#${consumer}`));
    }
  }
}

const afterADay = ['still_failing', 'partner_missing'];

/** Events that were given up after a day of tries, for an operator to bring again. */
export const givenUp = ({ told }: Known, rows: Row[]): Told[] => {
  const ids = rows
    .filter(({ code }) => afterADay.includes(String(code)))
    .map(({ eventId }) => String(eventId));
  return [...new Set(ids)].flatMap((id) => told.get(id) ?? []);
};
