/** Calls to copy, for an API at this address. */
export const snippets = (api: string) => ({
  balance: `export CUE_KEY=cue_…
curl ${api}/api/billing/credits \\
  -H "Authorization: Bearer $CUE_KEY"`,
  generate: `curl ${api}/api/workflows/generate \\
  -H "Authorization: Bearer $CUE_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"description": "When a form is submitted, store it and mail me", "language": "python"}'`,
  hold: `curl ${api}/api/billing/holds \\
  -H "Authorization: Bearer $CUE_KEY" \\
  -H "Content-Type: application/json" \\
  -H "Idempotency-Key: answer-4711" \\
  -d '{"credits": 3, "reason": "An answer of at most 3,000 tokens"}'`,
  settle: `curl ${api}/api/billing/holds/hld_…/settle \\
  -H "Authorization: Bearer $CUE_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"credits": 2}'`,
});
