import { expect, test } from '@jest/globals';
import { openStore } from '../store/store.ts';
import { openOwnClock } from './own-clock.ts';

test('a clock that was moved is still ahead when it is opened again', () => {
  const store = openStore(':memory:');
  const first = openOwnClock(store, () => 1000);
  expect(first.nowSeconds()).toBe(1000);
  first.advance(60);
  first.advance(5);
  expect(first.nowSeconds()).toBe(1065);
  expect(openOwnClock(store, () => 2000).nowSeconds()).toBe(2065);
  store.close();
});
