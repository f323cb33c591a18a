import { expect, test } from '@jest/globals';
import { deviceWords } from './device.ts';

const like = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const iosLike = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const windows = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${like}`;
const mac = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)`;
const iphone = `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${iosLike}`;
const android = `Mozilla/5.0 (Linux; Android 10; K) ${like}`;

test.each([
  [`${windows} Chrome/142.0.0.0 Safari/537.36`, 'Chrome on Windows'],
  [`${windows} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`, 'Edge on Windows'],
  [`${windows} Chrome/142.0.0.0 Safari/537.36 OPR/118.0.0.0`, 'Opera on Windows'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox on Windows'],
  [`${mac} ${iosLike} Version/18.5 Safari/605.1.15`, 'Safari on macOS'],
  [`${mac} ${like} Chrome/142.0.0.0 Safari/537.36`, 'Chrome on macOS'],
  [`${iphone} Version/18.5 Mobile/15E148 Safari/604.1`, 'Safari on iPhone'],
  [`${iphone} CriOS/142.0.7444.46 Mobile/15E148 Safari/604.1`, 'Chrome on iPhone'],
  [`${iphone} FxiOS/145.0 Mobile/15E148 Safari/605.1.15`, 'Firefox on iPhone'],
  [
    `Mozilla/5.0 (iPad; CPU OS 16_7 like Mac OS X) ${iosLike} Version/16.6 Mobile/15E148 Safari/604.1`,
    'Safari on iPad',
  ],
  [`${android} Chrome/142.0.0.0 Mobile Safari/537.36`, 'Chrome on Android'],
  [`${android} SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36`, 'Samsung Internet on Android'],
  ['Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0', 'Firefox on Android'],
  [`Mozilla/5.0 (X11; Linux x86_64) ${like} HeadlessChrome/142.0.0.0 Safari/537.36`, 'Chrome on Linux'],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${like} Chrome/142.0.0.0 Safari/537.36`, 'Chrome on ChromeOS'],
  [`${iphone} Mobile/15E148 Instagram 400.0`, 'A browser on iPhone'],
  ['curl/8.14.1', 'An unknown device'],
  ['', 'An unknown device'],
])('%s is %s', (userAgent, words) => {
  expect(deviceWords(userAgent)).toBe(words);
});

test('whatever it says, only words of ours come of it', () => {
  expect(deviceWords('<script>alert(1)</script> Chrome/1 Windows \u202e')).toBe('Chrome on Windows');
  expect(deviceWords('x'.repeat(100_000))).toBe('An unknown device');
});
