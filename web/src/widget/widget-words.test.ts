import { expect, test } from '@jest/globals';
import { embedSnippet, inkOn, originsIn } from './widget-words.ts';

test('addresses as people copy them become sites, once each', () => {
  const typed = ' https://shop.example/cart?x=1\nhttps://SHOP.example, http://localhost:3000/\n\n';
  expect(originsIn(typed)).toEqual(['https://shop.example', 'http://localhost:3000']);
  expect(originsIn('')).toEqual([]);
});

test('what is no address stays as it was typed, for the service to say so', () => {
  expect(originsIn('shop.example mailto:a@b.example')).toEqual(['shop.example', 'mailto:a@b.example']);
});

test('the snippet names the API only where the site is not its home', () => {
  const widget = { site: 'https://cue.example', publishableKey: 'wpk_1' };
  expect(embedSnippet({ ...widget, apiBaseUrl: '' })).toBe(
    '<script src="https://cue.example/widget.js" data-key="wpk_1" defer></script>',
  );
  expect(embedSnippet({ ...widget, apiBaseUrl: 'https://api.example' })).toBe(
    '<script src="https://cue.example/widget.js" data-key="wpk_1" data-api="https://api.example" defer></script>',
  );
});

test('the ink on a colour is the one that is easier to read', () => {
  expect(['#000000', '#0f7b54', '#6d4aff', '#767676'].map(inkOn)).toEqual(['#fff', '#fff', '#fff', '#000']);
  expect(['#ffffff', '#3ecf97', '#ffff00'].map(inkOn)).toEqual(['#000', '#000', '#000']);
});
