import fc from 'fast-check';
import { hostileTexts } from './hostile-texts.ts';

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const texts = fc.sample(hostileTexts, { numRuns: 4, seed: 20_261_121 });

/** What can stand where a value is due, as JSON: what no parser makes of a JavaScript value too. */
export const hostileValues: readonly string[] = [
  'null',
  'true',
  '0',
  '-1',
  '1.5',
  '9007199254740993',
  '-1e21',
  '1e400',
  '""',
  '"5"',
  '"\\ud800"',
  '"http://localhost:5000/\\ud800"',
  '"a\\u0000b"',
  '"\\u202egnp.exe"',
  JSON.stringify('x'.repeat(100_000)),
  JSON.stringify("' OR 1=1--"),
  JSON.stringify('USER#usr_1'),
  ...texts.map((text) => JSON.stringify(text)),
  '[]',
  '[null]',
  '["5"]',
  deep(500),
  '{}',
  '{"$ne":null}',
  '{"S":"x"}',
  '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}',
];

/** What can stand in an address where a value is due. */
export const hostileWords: readonly string[] = [
  '',
  ' ',
  '-1',
  '0',
  '1.5',
  '1e3',
  '0x10',
  '９',
  '99999999999999999999',
  '../../etc/passwd',
  '%2e%2e%2f',
  'a/b',
  'USER#usr_1',
  'x#META',
  'begins_with(',
  '{"$ne":null}',
  "' OR 1=1--",
  '__proto__',
  'constructor',
  '\0',
  '\ud7ff\u202e',
  'x'.repeat(3_000),
  ...texts,
];

/** Bodies that are no JSON object, with the type that they say they are. */
export const hostileBodies: readonly [body: string | Buffer, contentType: string, status: number][] = [
  ['', 'application/json', 400],
  ['null', 'application/json', 400],
  ['[]', 'application/json', 400],
  ['"x"', 'application/json', 400],
  ['7', 'application/json', 400],
  ['{', 'application/json', 400],
  ['{"a":1,}', 'application/json', 400],
  ["{'a':1}", 'application/json', 400],
  ['{"a":NaN}', 'application/json', 400],
  ['\ufeff{}', 'application/json', 400],
  [Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 'application/json', 400],
  [Buffer.from('{}', 'utf16le'), 'application/json', 400],
  ['{}', 'text/plain', 415],
  ['a=1', 'application/x-www-form-urlencoded', 415],
  ['{}', 'application/jsonp', 415],
  [JSON.stringify({ a: 'x'.repeat(256 * 1024) }), 'application/json', 413],
];
