import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type CreditsWorld, startCreditsWorld } from '../../infra/testing/credits-world.ts';
import { addressSubject } from './address-subject.ts';
import { countRequest } from './count-request.ts';
import { returnDemo, takeDemo } from './demo-allowance.ts';

let world: CreditsWorld;
let subject: string;
let subjects = 0;
beforeAll(async () => {
  world = await startCreditsWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  subjects += 1;
  subject = `usr_counted${subjects}`;
  goTo('2026-11-21T10:00:00Z');
});

const nowMs = () => world.outside.clock.now().getTime();
const goTo = (time: string) => world.advanceSeconds((Date.parse(time) - nowMs()) / 1_000);
const count = (action = 'getCredits', limit = 3) => countRequest(world, subject, limit, { action });
const itemOf = (day: string) => world.table.get({ pk: `USAGE#${subject}`, sk: `DAY#${day}` });

describe('requests', () => {
  test('of all actions share the minute, are counted by action, and beyond the limit not at all', async () => {
    goTo('2026-11-21T10:00:13Z');
    for (const action of ['getCredits', 'spendCredits', 'getCredits'])
      expect(await count(action)).toEqual({ outcome: 'counted' });
    expect(await count('spendCredits')).toEqual({ outcome: 'full', retryAfterSeconds: 47 });
    expect(await itemOf('2026-11-21')).toMatchObject({
      'requests#getCredits': 2,
      'requests#spendCredits': 1,
    });
    goTo('2026-11-21T10:01:00Z');
    expect(await count()).toEqual({ outcome: 'counted' });
  });

  test('that come at once are let in up to the limit', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => count('getCredits', 5)));
    expect(outcomes.filter(({ outcome }) => outcome === 'counted')).toHaveLength(5);
  });

  test('are counted on their day, and the minute begins anew with it', async () => {
    goTo('2026-11-21T23:59:59Z');
    for (let sent = 0; sent < 3; sent += 1) await count();
    expect((await count()).outcome).toBe('full');
    goTo('2026-11-22T00:00:00Z');
    expect((await count()).outcome).toBe('counted');
    expect(await itemOf('2026-11-21')).toMatchObject({ 'requests#getCredits': 3 });
    expect(await itemOf('2026-11-22')).toMatchObject({ 'requests#getCredits': 1 });
  });

  test('leave one item a day that does not grow with them', async () => {
    for (let minute = 0; minute < 1_440; minute += 7) {
      goTo(new Date(Date.UTC(2026, 10, 23, 0, minute)).toISOString());
      await count();
    }
    const item = (await itemOf('2026-11-23')) ?? {};
    const minutes = Object.keys(item).filter((name) => name.startsWith('minute'));
    // The present one, and those of the half hour before that nothing has cleared yet.
    expect(minutes.length).toBeLessThanOrEqual(2);
    expect(item).toMatchObject({ 'requests#getCredits': 206 });
  });

  test('that are an hour apart leave an item of less than a write unit', async () => {
    for (let hour = 0; hour < 24; hour += 1) {
      goTo(new Date(Date.UTC(2026, 10, 24, hour)).toISOString());
      await count();
    }
    expect(JSON.stringify(await itemOf('2026-11-24')).length).toBeLessThan(1_024);
  });

  test('of an address are forgotten after two days, those of a person after 400', async () => {
    await count();
    // 26 December 2027, 400 days later.
    expect(await itemOf('2026-11-21')).toMatchObject({ expiresAtEpochSeconds: 1_829_779_200 });
    subject = addressSubject(
      'a secret of at least thirty-two characters',
      '198.51.100.10',
      new Date(nowMs()),
    );
    await count();
    const twoDaysLater = Date.UTC(2026, 10, 23) / 1_000;
    expect(await itemOf('2026-11-21')).toMatchObject({ expiresAtEpochSeconds: twoDaysLater });
  });
});

describe('demo generations', () => {
  const take = (perDay = 2) => takeDemo(world, subject, perDay);

  test('are as many a day as the catalog says, then there are none until midnight in UTC', async () => {
    goTo('2026-11-21T18:00:00Z');
    expect([await take(), await take()]).toMatchObject([{ outcome: 'taken' }, { outcome: 'taken' }]);
    expect(await take()).toEqual({ outcome: 'usedUp', retryAfterSeconds: 21_600 });
    goTo('2026-11-22T00:00:00Z');
    expect(await take()).toMatchObject({ outcome: 'taken' });
  });

  test('that come to nothing go back to their own day, also after midnight', async () => {
    goTo('2026-11-21T23:59:59Z');
    const late = await take();
    if (late.outcome !== 'taken') throw new Error('There was none');
    goTo('2026-11-22T00:00:01Z');
    const outcomes = [await take(), await take()];
    await returnDemo(world, late.from);
    expect([...outcomes, await take()].map(({ outcome }) => outcome)).toEqual(['taken', 'taken', 'usedUp']);
    goTo('2026-11-21T23:59:59Z');
    expect([await take(), await take(), await take()].map(({ outcome }) => outcome)).toEqual([
      'taken',
      'taken',
      'usedUp',
    ]);
  });

  test('that are taken at once are no more than there are', async () => {
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => take(10)));
    expect(outcomes.filter(({ outcome }) => outcome === 'taken')).toHaveLength(10);
  });

  test('there are none where the catalog names none', async () => {
    expect(await take(0)).toMatchObject({ outcome: 'usedUp' });
  });
});
