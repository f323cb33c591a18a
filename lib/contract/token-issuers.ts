import * as z from 'zod/mini';

const ownMachine = /^http:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/;
const fault = 'Must be an https address without query and fragment';

/** Who could change an answer on its way could sign as anybody: plain http is for issuers on this machine only. */
const address = z.url({ protocol: /^https?$/, error: fault }).check(
  z.maxLength(300, { error: fault }),
  z.refine((text: string) => /^https:/.test(text) || ownMachine.test(text), { error: fault }),
  z.refine((text: string) => !/[?#]/.test(text), { error: fault }),
);

const tokenIssuer = z.object({
  /** `iss` of its tokens, letter by letter. */
  issuer: address,
  /** `aud` of the tokens that are meant for Cue. */
  audience: z.string().check(z.minLength(1)),
  /** Where its keys are; else its discovery document says where. */
  jwksUrl: z.optional(address),
});

export type TokenIssuer = z.output<typeof tokenIssuer>;

/** What is no JSON fails as a list. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const listed = z.array(tokenIssuer).check(
  z.refine((issuers) => new Set(issuers.map(({ issuer }) => issuer)).size === issuers.length, {
    error: 'Each issuer must appear once',
  }),
);

/** `[{"issuer", "audience", "jwksUrl"?}]`; nobody's tokens without it. */
export const tokenIssuers = z.pipe(z._default(z.string(), '[]'), z.pipe(z.transform(parsed), listed));
