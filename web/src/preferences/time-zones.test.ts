import { expect, it } from '@jest/globals';
import { timeZones, zoneName } from './time-zones.ts';

it('offers every zone by name once, in order, with the one that was chosen', () => {
  const offered = timeZones('US/Pacific');
  expect(offered).toEqual(expect.arrayContaining(['America/New_York', 'Europe/Berlin', 'US/Pacific', 'UTC']));
  expect(new Set(offered).size).toBe(offered.length);
  expect(offered).toEqual(offered.toSorted());
  expect(timeZones(null)).not.toContain('US/Pacific');
});

it('writes a zone as people read it', () => {
  expect(zoneName('America/Argentina/Buenos_Aires')).toBe('America / Argentina / Buenos Aires');
});
