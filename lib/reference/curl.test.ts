import { expect, test } from '@jest/globals';
import { routes } from '../contract/routes.ts';
import { addressOf, curlOf } from './curl.ts';

const places = { api: 'https://api.cue.example', site: 'https://cue.example' };

test('a call by key shows key, idempotency and body, quoted for a shell', () => {
  const sent = { body: { credits: 1, reason: "Ada's answer" } };
  expect(curlOf(routes.spendCredits, '/api/billing/spend', sent, places)).toBe(
    [
      "curl -X POST 'https://api.cue.example/api/billing/spend' \\",
      '  -H "Authorization: Bearer $CUE_KEY" \\',
      '  -H "Idempotency-Key: $(uuidgen)" \\',
      "  -H 'Content-Type: application/json' \\",
      `  -d '{"credits":1,"reason":"Ada'\\''s answer"}'`,
    ].join('\n'),
  );
});

test('a write that no key may make shows session and origin', () => {
  expect(curlOf(routes.openPortal, '/api/payments/portal', {}, places)).toBe(
    [
      "curl -X POST 'https://api.cue.example/api/payments/portal' \\",
      '  -b "__Host-cue_session=$CUE_SESSION" \\',
      "  -H 'Origin: https://cue.example'",
    ].join('\n'),
  );
});

test('what anyone may read shows the address alone, and a file is saved under its own name', () => {
  expect(curlOf(routes.getHealth, '/api/health', {}, places)).toBe(
    "curl 'https://api.cue.example/api/health'",
  );
  const sent = { params: { id: 'wf_1' } };
  expect(curlOf(routes.exportWorkflow, '/api/workflows/{id}/export', sent, places)).toContain('-OJ');
});

test('parameters are encoded into path and query', () => {
  const sent = { params: { id: '../a b' }, query: { language: 'a&b' } };
  expect(addressOf('/api/workflows/{id}/export', sent)).toBe(
    '/api/workflows/..%2Fa%20b/export?language=a%26b',
  );
});
