import * as z from 'zod/mini';

export const isoTime = z.iso.datetime();

const priceIsOurs = () => z.optional(z.never({ error: 'The price is set by Cue, not by the client' }));

/** A client never sets a price: each of these in a body is refused with 422. */
export const noClientPrice = {
  amount: priceIsOurs(),
  unit_amount: priceIsOurs(),
  price_data: priceIsOurs(),
  currency: priceIsOurs(),
};

/** For routes that sell nothing by price id: whatever price is named is not one of theirs (400). */
export const noPriceId = z.optional(
  z.unknown().check(z.refine(() => false, { error: 'Unknown price', params: { status: 400 } })),
);

export const returnAddress = z.optional(
  z
    .string({ error: 'Must be an address' })
    .check(z.maxLength(2048, { error: 'Must be at most 2048 characters' })),
);

/** `?limit` of a list: 1 to 100, and more counts as 100. */
const limit = z.pipe(
  z.string().check(z.regex(/^[0-9]{1,15}$/, { error: 'limit must be a whole number' })),
  z.transform(Number),
);

/** Where a list goes on, as its last page said. */
export const cursorOf = z.optional(
  z.string().check(z.maxLength(2048, { error: 'Must be at most 2048 characters' })),
);

export const page = z.object({
  limit: z._default(
    z.pipe(
      limit,
      z.pipe(
        z.int().check(z.minimum(1, { error: 'limit must be at least 1' })),
        z.transform((asked: number) => Math.min(asked, 100)),
      ),
    ),
    50,
  ),
  cursor: cursorOf,
});

export type Page = z.output<typeof page>;

// Control and bidirectional-override characters make a text look like something else. Joiners (U+200C, U+200D) are
// part of Persian words and of emoji, so they stay.
const hidden = /[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff]/u;
const lineEnds = /\r?\n/g;

/** What a person writes for people to read: normalized, trimmed, and nothing in it that cannot be seen. */
export const plainText = (maxLength: number, { lines } = { lines: false }) =>
  z.pipe(
    z.string({ error: 'Must be text' }).check(
      z.maxLength(maxLength, { error: `Must be at most ${maxLength} characters` }),
      z.refine(
        (text: string) => !hidden.test(lines ? text.replaceAll(lineEnds, '') : text) && text.isWellFormed(),
        { error: 'Must not contain control or invisible characters' },
      ),
    ),
    z.transform((text: string) => text.normalize('NFC').trim()),
  );
