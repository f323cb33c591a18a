import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawnCommand } from '../operator/testing/spawn-command.ts';
import { makeQueues } from './consumers.ts';
import { listDeadLetters, redrive, showDeadLetters } from './dead-letters.ts';
import { type EventsServer, startEventsServer } from './events-server.ts';
import { laptopClients } from './testing/laptop-clients.ts';

let events: EventsServer;
let lines: string[];
let access: { client: ReturnType<typeof laptopClients>['sqs']; stage: string; print(line: string): void };

beforeEach(async () => {
  events = await startEventsServer({ port: 0, databaseFile: ':memory:', busName: 'cue-dev', rules: [] });
  makeQueues(events.queues, 'dev');
  lines = [];
  access = { client: laptopClients(events.url).sqs, stage: 'dev', print: (line) => lines.push(line) };
});
afterEach(async () => {
  access.client.destroy();
  await events.close();
});

const body = JSON.stringify({ 'detail-type': 'invoice.paid', detail: { id: 'evt_1', secret: 'not shown' } });
const die = (text: string) =>
  events.queues.send([
    { queue: 'cue-dev-grant-credits-dlq', message: { body: text, attributes: '{}', delaySeconds: 0 } },
  ]);

describe('npm run dlq', () => {
  test('list counts every consumer', async () => {
    die(body);
    await listDeadLetters(access);
    expect(lines.map((line) => line.split(/ {2,}/))).toEqual([
      ['consumer', 'waiting', 'hidden', 'dead letters'],
      ['record-event', '0', '0', '0'],
      ['grant-credits', '0', '0', '1'],
      ['sync-subscription', '0', '0', '0'],
      ['provision-account', '0', '0', '0'],
      ['send-email', '0', '0', '0'],
    ]);
  });

  test('show names the event of each message, no payload, and takes nothing away', async () => {
    die(body);
    die('unreadable');
    await showDeadLetters(access, 'grant-credits');
    await showDeadLetters(access, 'grant-credits');
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatch(/received 1 times {2}invoice\.paid evt_1$/);
    expect(lines[1]).toMatch(/unreadable body$/);
    expect(lines[5]).toBe('2 dead letters of grant-credits');
    expect(lines.join()).not.toContain('not shown');
  });

  test('redrive moves them back once, however often it runs', async () => {
    die(body);
    die(body);
    await redrive(access, 'grant-credits');
    await redrive(access, 'grant-credits');
    expect(lines).toEqual([
      'Moved 2 dead letters of grant-credits back to its queue',
      'No dead letters of grant-credits to move back',
    ]);
    expect(events.queues.count(events.queues.find('cue-dev-grant-credits'))).toMatchObject({ ready: 2 });
  });

  test('a stage without queues is named', async () => {
    await expect(listDeadLetters({ ...access, stage: 'prod' })).rejects.toThrow(
      'There is no queue cue-prod-',
    );
  });
});

test('--help tells how the command is used, and is no failure', async () => {
  const { status, output } = await spawnCommand({ file: '../local/dlq.ts', args: ['--help'] });
  expect(status).toBe(0);
  expect(output).toMatch(/^Usage: npm run dlq/);
}, 20_000);
