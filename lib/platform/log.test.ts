import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createLog } from './log.ts';
import { createCount } from './metrics.ts';
import { lambdaOutside } from './outside.ts';

let written: string[] = [];
beforeEach(() => {
  written = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

const outsideAt = (LOG_LEVEL: string | undefined) => ({
  ...lambdaOutside,
  environment: { LOG_LEVEL },
  clock: { now: () => new Date('2026-11-21T10:00:00Z') },
});

test('a decision is one line of JSON, with its time, function and context', () => {
  const log = createLog('grant-credits', outsideAt(undefined)).with({ eventId: 'evt_1' });
  log.with({ type: 'x.y' }).info('Successfully processed', { state: 'done' });
  log.warn('Parked');
  expect(written).toEqual([
    '{"level":"INFO","message":"Successfully processed","timestamp":"2026-11-21T10:00:00.000Z",' +
      '"service":"grant-credits","eventId":"evt_1","type":"x.y","state":"done"}\n',
    '{"level":"WARN","message":"Parked","timestamp":"2026-11-21T10:00:00.000Z",' +
      '"service":"grant-credits","eventId":"evt_1"}\n',
  ]);
});

test('of a fault its kind, cause and place are told, and no words that a person may have typed', () => {
  const fault = new TypeError('typed by ada@example.com', { cause: new RangeError('so was this') });
  createLog('auth', outsideAt('INFO')).error('Request failed', { code: 'internal_error' }, fault);
  const line: Record<string, unknown> = JSON.parse(written[0] ?? '');
  expect(line).toMatchObject({
    level: 'ERROR',
    code: 'internal_error',
    errorName: 'TypeError',
    causeName: 'RangeError',
    stack: expect.stringContaining('log.test.ts'),
  });
  expect(written[0]).not.toMatch(/ada@example|so was this/);
});

test('lines below LOG_LEVEL are not written, counters among them', () => {
  const writeAll = (level: string) => {
    const log = createLog('auth', outsideAt(level));
    createCount('dev', outsideAt(level))('RefusedWebhooks');
    log.info('a');
    log.warn('b');
    log.error('c', {}, new Error('d'));
    return written.splice(0).length;
  };
  expect(['DEBUG', 'INFO', 'WARN', 'ERROR', 'SILENT'].map(writeAll)).toEqual([4, 4, 2, 1, 0]);
});

test("a counter is a line in CloudWatch's embedded metric format, in the namespace and dimension of its alarm", () => {
  createCount('prod', outsideAt('INFO'))('ParkedEvents');
  expect(written.map((line) => JSON.parse(line))).toEqual([
    {
      _aws: {
        Timestamp: 1_795_255_200_000,
        CloudWatchMetrics: [
          {
            Namespace: 'Cue',
            Dimensions: [['service']],
            Metrics: [{ Name: 'ParkedEvents', Unit: 'Count' }],
          },
        ],
      },
      service: 'cue-prod',
      ParkedEvents: 1,
    },
  ]);
});
