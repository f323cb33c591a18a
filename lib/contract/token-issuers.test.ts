import { expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { tokenIssuers } from './token-issuers.ts';

const chat = { issuer: 'https://chat.example/', audience: 'cue' };
const read = (value: unknown) => z.safeParse(tokenIssuers, value);

test('nobody is believed unless named', () => {
  expect(read(undefined).data).toEqual([]);
});

test('issuers are taken as they are written', () => {
  const local = { issuer: 'http://localhost:4000', audience: 'cue', jwksUrl: 'http://localhost:4000/keys' };
  expect(read(JSON.stringify([chat, local])).data).toEqual([chat, local]);
});

test.each([
  ['no JSON', '[{'],
  ['no list', JSON.stringify(chat)],
  ['no audience', JSON.stringify([{ issuer: chat.issuer }])],
  ['an empty audience', JSON.stringify([{ ...chat, audience: '' }])],
  ['no address', JSON.stringify([{ ...chat, issuer: 'chat.example' }])],
  ['an address that anybody could answer for', JSON.stringify([{ ...chat, issuer: 'http://chat.example' }])],
  ['one that only looks local', JSON.stringify([{ ...chat, issuer: 'http://localhost.evil.example' }])],
  ['an address with a fragment', JSON.stringify([{ ...chat, issuer: 'https://chat.example/#x' }])],
  ['keys that anybody could answer with', JSON.stringify([{ ...chat, jwksUrl: 'http://chat.example/keys' }])],
  ['an issuer twice', JSON.stringify([chat, { ...chat, audience: 'other' }])],
])('%s is refused', (_, value) => {
  expect(read(value).success).toBe(false);
});
