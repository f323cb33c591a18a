import type { Places } from './curl.ts';

/** What holds for every route: the document's introduction, in Markdown. */
export const conventions = ({ api, site }: Places) =>
  `
**Who calls.** A browser brings the session that signing in has set. A program brings an API key, made on
[the keys page](${site}/account/keys), and a front end with a sign-in of its own a JWT: both in the header
\`Authorization: Bearer …\`. A cookie and a bearer of different people are refused. Writes by cookie must come from one
of Cue's own front ends (\`Origin\`).

**Examples** are for a shell. Those with a key want it in \`CUE_KEY\`; the others want the value of the cookie
\`__Host-cue_session\` in \`CUE_SESSION\`:

\`\`\`sh
export CUE_KEY=cue_dev_…
curl '${api}/api/billing/credits' -H "Authorization: Bearer $CUE_KEY"
\`\`\`

**Bodies** are JSON objects of at most 256 KB. Bodies of payments and billing are in snake_case, all others in camelCase.
Money is in the currency's minor unit, times are UTC. A field that is not known is ignored, and nothing is converted:
\`"5"\` is no number. No client sets a price.

**Errors** are problem details (RFC 9457) with a stable \`code\` and a \`detail\` to show: 400 for what is missing or
cannot be read, 422 for a value that is wrong. API Gateway's own answers (413, 429 and 5xx before Cue is asked) are
\`{"message": …}\`.

**Idempotency-Key.** A request that opens or moves money takes it: the first success is answered again for 24 hours,
another request under the same key is 409.

**Lists** take \`limit\` (1 to 100) and the \`cursor\` that the page before gave; null when there is no more.

Every answer carries \`X-Request-Id\`.
`.trim();
