import { recordEntry } from '../../lib/credits/entry.ts';
import type { Outside } from '../../lib/platform/outside.ts';
import { createTable, type Item } from '../../lib/platform/table.ts';
import { patientOutside } from '../local/patient-outside.ts';
import { createTableIfMissing } from '../local/table/create-table.ts';
import { startTableEngine } from '../local/table/engine.ts';
import type { CrashingHandler } from './crashing-handler.ts';

const tableName = 'cue-test';
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/** The ledger of people on the real DynamoDB engine, with a clock of their own. */
export async function startCreditsWorld() {
  const engine = await startTableEngine({ port: 0 });
  await createTableIfMissing(engine.url, tableName);
  const settings = { TABLE_NAME: tableName, DYNAMODB_ENDPOINT: engine.url };
  let nowMs = Date.parse('2026-11-21T10:00:00Z');
  const clock = { now: () => new Date(nowMs) };
  const outside: Outside = { ...patientOutside, clock, realClock: clock };
  const table = createTable(settings, outside);

  let made = 0;
  async function give(userId: string, creditsDelta: number): Promise<void> {
    made += 1;
    const cause = `cs_${made}`;
    const source = { sourceKind: 'checkout_session', sourceId: cause, eventId: null };
    const causedAt = clock.now().toISOString();
    const entry = { userId, cause, causedAt, type: 'Purchase', creditsDelta, notes: '', ...source } as const;
    await table.transact([...recordEntry(entry)]);
  }

  async function rowsOf(userId: string, prefix: string): Promise<Item[]> {
    const { items } = await table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': `USER#${userId}`, ':prefix': prefix },
    });
    return items;
  }

  return {
    table,
    outside,
    // Nobody is told of anything.
    catalog: { low_balance_threshold: 0 },
    give,
    advanceSeconds: (seconds: number) => {
      nowMs += seconds * 1_000;
    },
    /** What a function of its own has: another clock, or calls that crash. */
    depsWith({ laterMs = 0, crashing }: { laterMs?: number; crashing?: CrashingHandler }) {
      const skewed = { now: () => new Date(nowMs + laterMs) };
      const own: Outside = {
        ...outside,
        clock: skewed,
        ...(crashing ? { awsHttpHandler: crashing } : {}),
      };
      return { outside: own, table: createTable(settings, own), catalog: { low_balance_threshold: 0 } };
    },
    async personWith(credits: number): Promise<string> {
      made += 1;
      const userId = `usr_${made}`;
      await give(userId, credits);
      return userId;
    },
    /** The balance, beside what entries and open holds say that it is. */
    async account(userId: string) {
      const [balance] = await rowsOf(userId, 'BALANCE');
      const entries = await rowsOf(userId, 'LEDGER#');
      const open = (await rowsOf(userId, 'HOLD#')).filter(({ status }) => status === 'open');
      return {
        available: Number(balance?.available),
        held: Number(balance?.held),
        version: Number(balance?.version),
        entries: entries.length,
        entriesSum: sum(entries.map(({ creditsDelta }) => Number(creditsDelta))),
        openHolds: sum(open.map(({ heldCredits }) => Number(heldCredits))),
      };
    },
    close: () => engine.close(),
  };
}

export type CreditsWorld = Awaited<ReturnType<typeof startCreditsWorld>>;
