import { parseArgs } from 'node:util';
import { type ParkedCode, parkedCodes } from '../../lib/contract/parked-codes.ts';
import { type ParkedEvent, parkedEvents, parkedOfEvent, redrive } from '../../lib/events/parked-events.ts';
import { createBus } from '../../lib/platform/bus.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { parseSettings } from '../../lib/platform/settings.ts';
import { createTable, type Table } from '../../lib/platform/table.ts';
import { StartFault } from '../local/ports.ts';
import { environmentOf } from './deployment.ts';
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

function requireCode(reason: string | undefined): ParkedCode | undefined {
  if (reason === undefined || reason in parkedCodes) return reason as ParkedCode | undefined;
  throw new StartFault(`There is no reason ${reason}. Reasons: ${Object.keys(parkedCodes).join(', ')}`);
}

async function listed(table: Table, code: ParkedCode | undefined): Promise<ParkedEvent[]> {
  const events: ParkedEvent[] = [];
  for await (const event of parkedEvents(table)) if (!code || event.code === code) events.push(event);
  return events;
}

const line = ({ at, eventId, type, consumer, code, words }: ParkedEvent) =>
  `${at}  ${eventId}  ${type}  at ${consumer}  ${code}: ${words}`;

async function list(table: Table, code: ParkedCode | undefined): Promise<void> {
  const events = await listed(table, code);
  for (const event of events) console.log(line(event));
  for (const one of new Set(events.map((event) => event.code))) console.log(`${one}: ${parkedCodes[one]}.`);
  console.log(events.length === 0 ? 'Nothing is parked' : `${events.length} parked`);
}

async function show(table: Table, eventId: string): Promise<void> {
  const events = await parkedOfEvent(table, eventId);
  for (const event of events) {
    console.log(line(event));
    console.log(JSON.stringify(JSON.parse(event.payload), null, 2));
  }
  if (events.length === 0) console.log(`Nothing of ${eventId} is parked`);
}

interface Selection {
  eventId: string | undefined;
  code: ParkedCode | undefined;
  all: boolean;
}

async function select(table: Table, { eventId, code, all }: Selection): Promise<ParkedEvent[]> {
  if (eventId) return parkedOfEvent(table, eventId);
  if (code || all) return listed(table, code);
  throw new StartFault('Which events? An id, --reason or --all');
}

async function redriveAll(table: Table, environment: Record<string, string>, selection: Selection) {
  const bus = createBus(parseSettings(['BUS_NAME', 'EVENTBRIDGE_ENDPOINT'], environment), {
    ...lambdaOutside,
    environment,
  });
  // Two consumers may have parked the same event: it goes on the bus once, for both.
  const events = new Map((await select(table, selection)).map((event) => [event.eventId, event]));
  for (const event of events.values()) {
    await redrive(bus, event);
    console.log(`${event.eventId}  ${event.type}  is on the bus again`);
  }
  console.log(events.size === 0 ? 'Nothing to redrive' : `${events.size} events redriven`);
}

async function run(): Promise<number> {
  const { positionals, values } = parseArgs({ options, allowPositionals: true });
  const [command = 'list', eventId] = positionals;
  const isKnown = command === 'show' ? eventId !== undefined : ['list', 'redrive'].includes(command);
  if (values.help || !isKnown) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const code = requireCode(values.reason);
  const environment = environmentOf(values.stage);
  const settings = parseSettings(['TABLE_NAME', 'DYNAMODB_ENDPOINT'], environment);
  const table = createTable(settings, { ...lambdaOutside, environment });
  if (command === 'list') await list(table, code);
  else if (command === 'show') await show(table, eventId ?? '');
  else await redriveAll(table, environment, { eventId, code, all: values.all });
  return 0;
}

await runCommand(usage, run);
