import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHandler as eraseAccounts } from '../../functions/schedules/erase-accounts.ts';
import { type Crash, CrashingHandler } from '../../infra/testing/crashing-handler.ts';
import { tableScan } from '../../infra/testing/table-scan.ts';
import {
  startWorkflowWorld,
  type WorkflowPerson,
  type WorkflowWorld,
} from '../../infra/testing/workflow-world.ts';
import { adjustCredits } from '../admin/adjust-credits.ts';
import { openHold } from '../credits/hold.ts';
import { ledgerAudit } from '../credits/verify-ledger.ts';
import { keys } from '../platform/keys.ts';
import { createLog } from '../platform/log.ts';
import type { Outside } from '../platform/outside.ts';
import { parseUser } from '../users/user-item.ts';
import { closeAccount } from './close-account.ts';
import { eraseNow } from './erase-account.ts';

let world: WorkflowWorld;
let scan: ReturnType<typeof tableScan>;
beforeAll(async () => {
  world = await startWorkflowWorld();
  scan = tableScan(world.outside.environment);
});
afterAll(() => world.close());

const run = (outside: Outside = world.outside) => eraseAccounts(outside)({});
const emailOf = async ({ userId }: WorkflowPerson) =>
  String((await world.table.get(keys.user(userId)))?.email);

const userOf = async ({ userId }: WorkflowPerson) =>
  parseUser((await world.table.get(keys.user(userId))) ?? {});

/** Somebody with one of nearly everything. */
async function given(): Promise<WorkflowPerson & { email: string }> {
  const someone = await world.personWith(20, 'PRO');
  await someone.send('POST', '/api/keys', { body: { name: 'Laptop' } });
  await someone.send('POST', '/api/workflows', { body: { name: 'Mine', description: '' } });
  await someone.send('POST', '/api/billing/spend', { body: { credits: 1, reason: 'Mine' } });
  await someone.send('POST', '/api/billing/holds', { body: { credits: 4, reason: 'Mine' } });
  return { ...someone, email: await emailOf(someone) };
}

async function left({ userId }: WorkflowPerson): Promise<string[]> {
  const rows = (await scan.all()).filter(
    ({ pk, userId: of }) => String(pk).includes(userId) || of === userId,
  );
  return rows.map(({ sk }) => String(sk).split('#')[0] ?? '').sort();
}

async function ledgerDifferences() {
  const audit = ledgerAudit();
  for (const item of await scan.all()) audit.add(item);
  return audit.result().differences;
}

const nobody = ['BALANCE', 'ERASURE', 'LEDGER', 'LEDGER'];

/** Asks for it in a function that is killed at one of its calls to AWS, and answers how many it made. */
async function removeWith(someone: WorkflowPerson & { email: string }, crash?: Crash): Promise<number> {
  const crashing = new CrashingHandler(crash);
  const outside = { ...world.outside, awsHttpHandler: crashing };
  const sent = { body: { confirm: someone.email }, outside };
  await Promise.race([someone.send('DELETE', '/api/account', sent), crashing.crashed]);
  return crashing.calls;
}

describe('an erasure that is killed', () => {
  test('at any call goes on with the next run, and ends the same', async () => {
    const calls = await removeWith(await given());
    expect(calls).toBeGreaterThan(20);
    for (let call = 1; call <= calls; call += 1) {
      for (const when of ['before', 'after'] as const) {
        const someone = await given();
        await removeWith(someone, { call, when });
        const isClosed = (await world.table.get(keys.user(someone.userId))) === undefined;
        expect((await someone.send('GET', '/api/auth/user')).status).toBe(isClosed ? 401 : 200);
        if (!isClosed) await removeWith(someone);
        world.advanceSeconds(1_800);
        expect(await run()).toMatchObject({ open: 0 });
        expect([call, when, await left(someone)]).toEqual([call, when, nobody]);
      }
    }
    expect(await ledgerDifferences()).toEqual([]);
  }, 120_000);

  test('in its run goes on with the next one', async () => {
    for (let call = 1; call <= 12; call += 1) {
      const someone = await given();
      await removeWith(someone);
      const late = { ...keys.session(someone.userId, 'late'), device: 'x' };
      await world.table.put({ Item: late });
      world.advanceSeconds(1_800);
      const crashing = new CrashingHandler({ call, when: 'after' });
      await Promise.race([run({ ...world.outside, awsHttpHandler: crashing }), crashing.crashed]);
      await run();
      expect([call, await left(someone)]).toEqual([call, nobody]);
    }
  }, 60_000);
});

test('credits that are held while the rows are being removed are not removed with the hold', async () => {
  const someone = await given();
  const { table, outside } = world;
  const closed = await closeAccount({ table, outside, trialKey: 'x' }, await userOf(someone), someone.email);
  if (closed === 'closed') throw new Error('It was closed before');
  let held = false;
  const meanwhile = {
    ...table,
    removeAll: async (...[gone]: Parameters<typeof table.removeAll>) => {
      const wish = {
        userId: someone.userId,
        credits: 3,
        reason: 'Late',
        expiresInSeconds: 60,
        unlimited: false,
      };
      if (!held) await openHold(world, wish);
      held = true;
      return table.removeAll(gone);
    },
  };
  const nothing = { log: createLog('test', outside), count: () => undefined, stripe: () => Promise.reject() };
  await eraseNow({ ...nothing, outside, table: meanwhile, untilMs: Number.POSITIVE_INFINITY }, closed);
  expect(await left(someone)).toEqual(['BALANCE', 'ERASURE', 'HOLD', 'LEDGER', 'LEDGER']);
  expect(await ledgerDifferences()).toEqual([]);
  world.advanceSeconds(1_800);
  expect(await run()).toEqual({ erased: 1, open: 0 });
  expect(await left(someone)).toEqual(nobody);
  expect(await ledgerDifferences()).toEqual([]);
});

test('what staff wrote about a person goes too; that they acted, and how much it was, stays', async () => {
  const someone = await given();
  const granted = { userId: someone.userId, credits: 7, reason: 'Wilhelmina asked for it' };
  await adjustCredits(world, { who: 'usr_admin' }, granted);
  await removeWith(someone);
  const rows = await scan.all();
  expect(JSON.stringify(rows)).not.toContain('Wilhelmina');
  expect(rows.find(({ act, userId }) => act === 'grantCredits' && userId === someone.userId)).toMatchObject({
    who: 'usr_admin',
    credits: 7,
    reason: 'Account deleted',
  });
  expect(await ledgerDifferences()).toEqual([]);
});

/** Twenty thousand rows: of workflows, each with its content and two copies, and of mails. */
function many(userId: string) {
  const ids = Array.from({ length: 4_000 }, (_, i) => String(i).padStart(26, '0'));
  return ids.flatMap((id) => [
    { ...keys.workflow(userId, `wf_${id}`), userId, name: 'Wilhelmina' },
    { ...keys.workflowBody(userId, `wf_${id}`), packed: Buffer.alloc(600) },
    { ...keys.workflowByChange(userId, '2026-11-21T10:00:00.000Z', `wf_${id}`), name: 'Wilhelmina' },
    { ...keys.workflowByName(userId, 'wilhelmina', `wf_${id}`), name: 'Wilhelmina' },
    { ...keys.mail(userId, 'receipt', `ord_${id}`), state: 'sent' },
  ]);
}

test('twenty thousand rows go too, a run at a time, however little each has time for', async () => {
  const someone = await given();
  await scan.fill(many(someone.userId));
  // Each look at the clock is a minute later: a run of twelve minutes has time for a few steps.
  let nowMs = world.clock.now().getTime();
  const hurried = () => ({
    now: () => {
      nowMs += 60_000;
      return new Date(nowMs);
    },
  });
  await removeWith(someone, { call: 12, when: 'before' });
  world.advanceSeconds(1_800);
  let runs = 0;
  for (let open = 1; open > 0 && runs < 100; runs += 1)
    open = (await run({ ...world.outside, realClock: hurried() })).open;
  expect(runs).toBeGreaterThan(1);
  expect(runs).toBeLessThan(100);
  expect(await left(someone)).toEqual(nobody);
  expect(JSON.stringify(await scan.all())).not.toContain('Wilhelmina');
}, 120_000);
