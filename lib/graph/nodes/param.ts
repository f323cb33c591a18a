import * as z from 'zod/mini';
import type { Json } from '../graph.ts';
import type { ServiceCall, ServiceName } from '../node-type.ts';
import { parseText, parseValue } from '../texts.ts';

const needed = (message: string) => ({
  error: ({ input }: { input?: unknown }) => (input === undefined ? 'Is required' : message),
});

/** Parameters by name, and no others. */
export const params = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? `Has no parameter ${issue.keys.join(', ')}` : 'Must be an object',
  });

export const longText = (maxLength = 20_000) =>
  z
    .string(needed('Must be text'))
    .check(
      z.minLength(1, { error: 'Must not be empty' }),
      z.maxLength(maxLength, { error: `Must be at most ${maxLength} characters` }),
    );

/** Goes into headers and subjects, where a line's end would begin another. */
export const line = (maxLength = 1_000) =>
  longText(maxLength).check(z.refine((text) => !/\p{Cc}/u.test(text), { error: 'Must be a single line' }));

/** A line that is shown as it stands and can refer to nothing. */
export const plainLine = (maxLength: number) =>
  line(maxLength).check(
    z.refine((text) => parseText(text).kind === 'literal', { error: 'Cannot refer to anything' }),
  );

/** For texts of one form; what they refer to can be seen only when they run. */
export const lineLike = (form: RegExp, message: string, maxLength = 1_000) =>
  line(maxLength).check(
    z.refine((text) => parseText(text).kind !== 'literal' || form.test(text), { error: message }),
  );

export const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, needed(`Must be ${values.slice(0, -1).join(', ')} or ${values.at(-1)}`));

export const wholeNumber = (least: number, most: number) =>
  z
    .int(needed('Must be a whole number'))
    .check(
      z.minimum(least, { error: `Must be at least ${least}` }),
      z.maximum(most, { error: `Must be at most ${most}` }),
    );

export const reference = z.string(needed('Must be a reference such as {{trigger.amount}}')).check(
  z.refine((text) => ['reference', 'environment'].includes(parseText(text).kind), {
    error: 'Must be one reference such as {{trigger.amount}}',
  }),
);

/** A number, or a reference to one. */
export const amount = (least: number, most: number) =>
  z.union(
    [wholeNumber(least, most), reference],
    needed('Must be a whole number, or a reference such as {{trigger.amount}}'),
  );

export const scalar = z.union(
  [
    z.string().check(z.maxLength(20_000, { error: 'Must be at most 20000 characters' })),
    z.number(),
    z.boolean(),
    z.null(),
  ],
  needed('Must be a text, a number, true, false or nothing'),
);

/** Whatever JSON has. */
export const anyValue = z.json();

const pairName = z.string().check(z.minLength(1), z.maxLength(256));

/** Names and values; texts among the values may refer to earlier nodes. */
export const pairs = z
  .record(pairName, anyValue, needed('Must be names with values'))
  .check(z.refine((value) => Object.keys(value).length <= 100, { error: 'Must be at most 100' }));

export const somePairs = pairs.check(
  z.refine((value) => Object.keys(value).length > 0, { error: 'Must not be empty' }),
);

const references = /\{\{[^{}]*\}\}/g;

/**
 * An http(s) address without credentials in it. What a reference at its beginning brings, the program checks when it
 * runs; elsewhere a digit stands in for it, which is good in a host, a port and a path.
 */
export const address = line(2_048).check(
  z.refine((text) => text.startsWith('{{') || isHttp(text.replaceAll(references, '1')), {
    error: 'Must be an address that begins with https:// or http://',
  }),
  z.refine((text) => !hasCredentials(text.replaceAll(references, '1')), {
    error: 'Must have no user or password in it; send them in a header, from {{env.NAME}}',
  }),
);

function isHttp(text: string): boolean {
  return /^https?:\/\/[^\s\\/?#]/i.test(text) && !/[\s\\]/.test(text) && URL.canParse(text);
}

const hasCredentials = (text: string) => /^[A-Za-z0-9+.-]*:?\/\/[^/?#]*@/.test(text);

const mailAddress = /^[^\s@<>",]+@[^\s@<>",]+$/;

export const recipient = lineLike(
  mailAddress,
  'Must be an e-mail address, or a reference such as {{trigger.email}}',
  320,
);

/** One or more addresses, by commas. */
export const recipients = line(2_000).check(
  z.refine((text) => text.split(',').every((part) => isRecipient(part.trim())), {
    error: 'Must be e-mail addresses, or references such as {{trigger.email}}',
  }),
);

const isRecipient = (text: string) => parseText(text).kind !== 'literal' || mailAddress.test(text);

/** Its arguments in the order in which they are written; one that is absent is null. */
export function serviceCall(service: ServiceName, values: Record<string, Json | undefined>): ServiceCall {
  return {
    service,
    arguments: Object.entries(values).map(([name, value]) => [name, parseValue(value ?? null)] as const),
  };
}
