import { parseArgs } from 'node:util';
import { type ParkedCode, parkedCodes } from '../../lib/contract/parked-codes.ts';
import {
  type ParkedEvent,
  type ParkedRow,
  parkedOfEvent,
  parkedRows,
  redrive,
} from '../../lib/events/parked-events.ts';
import { createBus } from '../../lib/platform/bus.ts';
import { parseSettings } from '../../lib/platform/settings.ts';
import { createTable, type Table } from '../../lib/platform/table.ts';
import { StartFault } from '../local/ports.ts';
import { type CommandOutside, outsideOf } from './command-outside.ts';
import { runCommand } from './run-command.ts';

const usage = `Usage: npm run parked -- list [--reason <code>] [--stage <stage>]
       npm run parked -- show <evt_…> [--stage <stage>]
       npm run parked -- redrive <evt_…> | --reason <code> | --all [--stage <stage>]
  Events that waiting will not mend. Redrive puts them to their consumers again; twice is as good as once.
  Looks at the running laptop cloud; with --stage at that deployment on AWS, by your AWS credentials.
  Reasons: ${Object.keys(parkedCodes).join(', ')}`;

const options = {
  reason: { type: 'string' },
  stage: { type: 'string' },
  all: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function requireCode(reason: string | undefined): string | undefined {
  if (reason === undefined || reason in parkedCodes) return reason;
  throw new StartFault(`There is no reason ${reason}. Reasons: ${Object.keys(parkedCodes).join(', ')}`);
}

/** The rows that can be read; of the others the key is told. */
async function readable(rows: AsyncIterable<ParkedRow> | Iterable<ParkedRow>): Promise<ParkedEvent[]> {
  const events: ParkedEvent[] = [];
  for await (const row of rows) {
    if (row.outcome === 'read') events.push(row.event);
    else console.error(`The row ${row.key} cannot be read by this version`);
  }
  return events;
}

async function listed(table: Table, code: string | undefined): Promise<ParkedEvent[]> {
  const events = await readable(parkedRows(table));
  return events.filter((event) => !code || event.code === code);
}

const line = ({ at, eventId, type, consumer, code, words }: ParkedEvent) =>
  `${at}  ${eventId}  ${type}  at ${consumer}  ${code}: ${words}`;

const isCode = (code: string): code is ParkedCode => Object.hasOwn(parkedCodes, code);

async function list(table: Table, code: string | undefined): Promise<void> {
  const events = await listed(table, code);
  for (const event of events) console.log(line(event));
  const codes = [...new Set(events.map((event) => event.code))].filter(isCode);
  for (const one of codes) console.log(`${one}: ${parkedCodes[one]}.`);
  console.log(events.length === 0 ? 'Nothing is parked' : `${events.length} parked`);
}

async function show(table: Table, eventId: string): Promise<void> {
  const events = await readable(await parkedOfEvent(table, eventId));
  for (const event of events) {
    console.log(line(event));
    console.log(JSON.stringify(JSON.parse(event.payload), null, 2));
  }
  if (events.length === 0) console.log(`Nothing of ${eventId} is parked`);
}

interface Selection {
  eventId: string | undefined;
  code: string | undefined;
  all: boolean;
}

async function select(table: Table, { eventId, code, all }: Selection): Promise<ParkedEvent[]> {
  const named = [eventId, code, all || undefined].filter((one) => one !== undefined);
  if (named.length !== 1) throw new StartFault('Which events? One of: an id, --reason, --all');
  return eventId ? readable(await parkedOfEvent(table, eventId)) : listed(table, code);
}

async function redriveAll(table: Table, outside: CommandOutside, selection: Selection) {
  const bus = createBus(parseSettings(['BUS_NAME', 'EVENTBRIDGE_ENDPOINT'], outside.environment), outside);
  // Two consumers may have parked the same event: it goes on the bus once, for both.
  const events = new Map((await select(table, selection)).map((event) => [event.eventId, event]));
  for (const event of events.values()) {
    await redrive(bus, event);
    console.log(`${event.eventId}  ${event.type}  is on the bus again`);
  }
  console.log(events.size === 0 ? 'Nothing to redrive' : `Redriven: ${events.size}`);
}

async function run(): Promise<number> {
  const { positionals, values } = parseArgs({ options, allowPositionals: true });
  const [command = 'list', eventId] = positionals;
  const takesId = { list: [false], show: [true], redrive: [true, false] }[command] ?? [];
  if (values.help || !takesId.includes(eventId !== undefined)) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const code = requireCode(values.reason);
  const outside = await outsideOf(values.stage);
  const settings = parseSettings(['TABLE_NAME', 'DYNAMODB_ENDPOINT'], outside.environment);
  const table = createTable(settings, outside);
  if (command === 'list') await list(table, code);
  else if (command === 'show') await show(table, eventId ?? '');
  else await redriveAll(table, outside, { eventId, code, all: values.all });
  return 0;
}

await runCommand(usage, run);
