import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ConsumerWorld, startConsumerWorld } from '../../infra/testing/consumer-world.ts';
import { subscriptionFixture } from '../../infra/testing/subscription-fixture.ts';
import { recordEntry } from '../../lib/credits/entry.ts';
import { spend } from '../../lib/credits/spend.ts';
import { keys } from '../../lib/platform/keys.ts';
import { signUp } from '../../lib/users/sign-up.ts';
import { createHandler } from './send-due-emails.ts';

let world: ConsumerWorld;
beforeAll(async () => {
  world = await startConsumerWorld();
});
afterAll(() => world.close());

const run = (settings: Record<string, string> = {}) =>
  createHandler({ ...world.outside, environment: { ...world.environment, ...settings } })({});
const dueMail = (userId: string) => world.table.get(keys.dueMail(userId, 'low-balance'));

let made = 0;
async function give(userId: string, creditsDelta: number, type: 'Purchase' | 'Refund' = 'Purchase') {
  made += 1;
  const causedAt = world.outside.clock.now().toISOString();
  const source = { sourceKind: 'test', sourceId: 'x', notes: '', eventId: null };
  const entry = { userId, cause: `cause${made}`, causedAt, type, creditsDelta, ...source };
  await world.table.transact([...recordEntry(entry)]);
}

async function take(userId: string, credits: number) {
  const command = { userId, credits, reason: 'x', action: 'spendCredits', unlimited: false };
  const deps = { ...world, catalog: { low_balance_threshold: 5 } };
  expect((await spend(deps, command, undefined)).outcome).toBe('spent');
}

/** Someone whose credits have just fallen below five: seven, less four. */
async function someoneLow() {
  made += 1;
  const email = `low${made}@example.com`;
  const identity = { provider: 'github', subject: email, email, emailAuthority: true } as const;
  const names = { firstName: null, lastName: null, profileImageUrl: null };
  const signedUp = await signUp(world, { ...identity, ...names });
  if (signedUp.outcome !== 'signedIn') throw new Error(`${email} has an account`);
  const { userId } = signedUp;
  await give(userId, 7);
  await take(userId, 4);
  const subjects = async () => (await world.mailsTo(email)).map(({ subject }) => subject);
  return { userId, email, subjects };
}

describe('whose credits fell below the threshold', () => {
  test('is told once, in words that say how many are left and what they are for', async () => {
    const { email, userId } = await someoneLow();
    expect(await run()).toEqual({ sent: 1, dropped: 0, left: 0 });
    const [mail] = await world.mailsTo(email);
    expect(mail?.subject).toBe('You have 3 credits left');
    expect(mail?.body.text).toBe(
      [
        'You have 3 credits left',
        'Generating a workflow takes 1 credit, exporting one 3 credits.',
        'When they are used up, what takes credits is refused until there are more. What you have made stays as it is.',
        'Get more credits: http://localhost:5000/credits',
        'You receive this mail because your credits at Cue fell below 5. Answer it if something is not right.',
      ].join('\n\n'),
    );
    expect(await dueMail(userId)).toBeUndefined();
    await take(userId, 1);
    expect(await run()).toEqual({ sent: 0, dropped: 0, left: 0 });
  });

  test('is told again when that happens again', async () => {
    const { userId, subjects } = await someoneLow();
    await run();
    await give(userId, 10);
    await take(userId, 13);
    await run();
    expect(await subjects()).toEqual(['You have 3 credits left', 'You have no credits left']);
  });

  test('is told nothing when there are more again by then', async () => {
    const { userId, subjects } = await someoneLow();
    await give(userId, 2);
    expect(await run()).toEqual({ sent: 0, dropped: 1, left: 0 });
    expect([await subjects(), await dueMail(userId)]).toEqual([[], undefined]);
  });

  test('is told nothing when a plan has made them free, and nothing when a claw-back told of worse', async () => {
    const free = await someoneLow();
    await world.table.update({
      Key: keys.user(free.userId),
      UpdateExpression: 'SET subscription = :subscription',
      ExpressionAttributeValues: {
        ':subscription': subscriptionFixture({ userId: free.userId, tier: 'STUDIO' }),
      },
    });
    const short = await someoneLow();
    await give(short.userId, -9, 'Refund');
    expect(await run()).toEqual({ sent: 0, dropped: 2, left: 0 });
    expect([...(await free.subjects()), ...(await short.subjects())]).toEqual([]);
  });

  test('is told nothing once their account is gone', async () => {
    const gone = await someoneLow();
    await world.table.remove({ Key: keys.user(gone.userId) });
    expect(await run()).toEqual({ sent: 0, dropped: 1, left: 0 });
  });
});

describe('a mail that could not be sent', () => {
  test('stays due, keeps back none of the others, and the run ends as failed', async () => {
    const { userId, subjects } = await someoneLow();
    await expect(run({ SES_ENDPOINT: 'http://localhost:1' })).rejects.toThrow('1 due mails were not sent');
    expect(await dueMail(userId)).toBeDefined();
    // Whether the try before has sent it is not known until its lease is over.
    expect(await run()).toEqual({ sent: 0, dropped: 0, left: 1 });
    world.advanceSeconds(61);
    await run();
    expect(await subjects()).toEqual(['You have 3 credits left']);
  });

  test('and was sent all the same is not sent again', async () => {
    const { userId, subjects } = await someoneLow();
    const due = await dueMail(userId);
    await run();
    // As if the run had died before it forgot it.
    await world.table.put({ Item: due ?? {} });
    await run();
    expect(await subjects()).toEqual(['You have 3 credits left']);
    expect(await dueMail(userId)).toBeUndefined();
  });
});
