import { expect, test } from '@jest/globals';
import { fieldUpdate } from './field-update.ts';

const now = new Date('2026-11-21T10:00:00Z');

test('sets what is given, an empty text too, and takes away what is null', () => {
  expect(fieldUpdate({ title: 'Shop', greeting: '', timezone: null, theme: undefined }, now)).toEqual({
    UpdateExpression: 'SET #title = :title, #greeting = :greeting, updatedAt = :now REMOVE #timezone',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#title': 'title', '#greeting': 'greeting', '#timezone': 'timezone' },
    ExpressionAttributeValues: { ':title': 'Shop', ':greeting': '', ':now': '2026-11-21T10:00:00.000Z' },
  });
});

test('takes away alone, too', () => {
  expect(fieldUpdate({ timezone: null }, now).UpdateExpression).toBe('SET updatedAt = :now REMOVE #timezone');
});

test.each([{}, { theme: undefined }])('%j is no change', (change) => {
  expect(() => fieldUpdate(change, now)).toThrow('No valid fields to update');
});
