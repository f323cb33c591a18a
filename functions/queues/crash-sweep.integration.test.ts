import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type ConsumerName,
  type ConsumerWorld,
  consumerNames,
  startConsumerWorld,
} from '../../infra/testing/consumer-world.ts';
import { type Crash, CrashingHandler } from '../../infra/testing/crashing-handler.ts';
import { checkoutEvent } from '../../infra/testing/stripe-events.ts';
import { keys } from '../../lib/platform/keys.ts';

let world: ConsumerWorld;
beforeAll(async () => {
  world = await startConsumerWorld();
});
afterAll(() => world.close());

type Scenario = { type: string; change: object };
const scenarios: Record<string, Scenario> = {
  'a paid checkout': { type: 'completed', change: {} },
  'a paid checkout with edited words': {
    type: 'completed',
    change: { metadata: {}, client_reference_id: null },
  },
  'a slow payment that fails': { type: 'async_payment_failed', change: { payment_status: 'unpaid' } },
};

/** Which AWS calls each consumer makes: the sweep below must not shrink without notice. */
const callsOf: Record<string, Record<ConsumerName, number>> = {
  'a paid checkout': { 'record-event': 2, 'grant-credits': 4, 'send-email': 8 },
  'a paid checkout with edited words': { 'record-event': 2, 'grant-credits': 4, 'send-email': 8 },
  'a slow payment that fails': { 'record-event': 2, 'grant-credits': 4, 'send-email': 7 },
};

/** Killed between SES's answer and the mark that the mail was sent, it comes twice: the documented second copy. */
const secondCopies: Record<string, string[]> = {
  'a paid checkout': ['6 after', '7 before'],
  'a paid checkout with edited words': ['6 after', '7 before'],
  'a slow payment that fails': ['5 after', '6 before'],
};

async function consumed(eventId: string) {
  const states = consumerNames.map(
    async (name) => (await world.table.get(keys.eventConsumer(eventId, name)))?.state,
  );
  return {
    arrived: (await world.table.get(keys.event(eventId))) !== undefined,
    states: await Promise.all(states),
  };
}

/** All three consumers take the event; the named one is killed at one of its calls, and gets it again later. */
async function run({ type, change }: Scenario, killed: ConsumerName | undefined, crash: Crash | undefined) {
  const { userId, email, session } = await world.givenOrder();
  const event = checkoutEvent(type, { ...session, ...change });
  const calls: Partial<Record<ConsumerName, number>> = {};
  for (const name of consumerNames) {
    const awsHttpHandler = new CrashingHandler(name === killed ? crash : undefined);
    const answer = await Promise.race([
      world.deliver(name, event, { awsHttpHandler }),
      awsHttpHandler.crashed,
    ]);
    expect(answer).toEqual(name === killed ? 'crashed' : { batchItemFailures: [] });
    calls[name] = awsHttpHandler.calls;
    // The queue shows the message again when its visibility time-out is over; by then the lease is too.
    world.advanceSeconds(121);
    if (name === killed) expect(await world.deliver(name, event)).toEqual({ batchItemFailures: [] });
  }
  const { entries, ...state } = await world.stateOf(userId);
  const mails = (await world.mailsTo(email)).map(({ subject }) => subject);
  return {
    calls,
    mails,
    state,
    entries: entries.map(({ type: kind, creditsDelta }) => ({ kind, creditsDelta })),
    inbox: await consumed(event.id),
  };
}

describe.each(Object.entries(scenarios))('%s', (name, scenario) => {
  test('makes the calls that the sweep goes through', async () => {
    expect((await run(scenario, undefined, undefined)).calls).toEqual(callsOf[name]);
  });

  test.each(consumerNames)(
    '%s killed before and after every call, then redelivery, ends as if it had not been',
    async (consumer) => {
      const { calls: _, ...undisturbed } = await run(scenario, undefined, undefined);
      const twice: string[] = [];
      for (let call = 1; call <= (callsOf[name]?.[consumer] ?? 0); call += 1) {
        for (const when of ['before', 'after'] as const) {
          const { calls: __, ...ended } = await run(scenario, consumer, { call, when });
          if (ended.mails.length === 2) twice.push(`${call} ${when}`);
          expect({ call, when, ...ended, mails: [...new Set(ended.mails)] }).toEqual({
            call,
            when,
            ...undisturbed,
          });
        }
      }
      expect(twice).toEqual(consumer === 'send-email' ? secondCopies[name] : []);
    },
  );
});
