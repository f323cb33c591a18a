import { expect, test } from '@jest/globals';
import { answerOf } from './http-answer.ts';

test('a result without a status is the JSON body of a 200', () => {
  expect(answerOf({ status: 'success' })).toEqual({
    status: 200,
    headers: { 'content-type': 'application/json' },
    cookies: [],
    body: Buffer.from('{"status":"success"}'),
  });
  expect(answerOf('hello')?.body.toString()).toBe('hello');
});

test('a structured result is taken at its word', () => {
  const result = {
    statusCode: 302,
    headers: { Location: '/', 'X-Count': 2 },
    cookies: ['a=1; HttpOnly'],
    body: 'aGk=',
    isBase64Encoded: true,
  };
  expect(answerOf(result)).toEqual({
    status: 302,
    headers: { location: '/', 'x-count': '2', 'content-type': 'text/plain;charset=UTF-8' },
    cookies: ['a=1; HttpOnly'],
    body: Buffer.from('hi'),
  });
});

test.each([[{ statusCode: '200' }], [{ statusCode: 99 }], [{ statusCode: 200, body: { not: 'text' } }]])(
  '%j is no answer',
  (result) => {
    expect(answerOf(result)).toBeUndefined();
  },
);
