import { securityHeaders } from '../../infra/security-headers.ts';
import { expect, test } from './clean-page.ts';
import { signIn } from './shopper.ts';

test("pages, files and API answers carry production's headers", async ({ page, request }) => {
  await page.goto('/');
  const script = await page.locator('script[type=module]').getAttribute('src');
  for (const path of [
    '/',
    '/no/such/page',
    script ?? '',
    '/theme.js',
    '/api/auth/user',
    '/assets/missing.js',
  ]) {
    const answer = await request.get(path);
    expect(answer.headers()).toMatchObject(securityHeaders);
  }
});

test.describe('the policy', () => {
  test.use({ expectedFaults: ['Content Security Policy'] });

  test('stops an inline script', async ({ page }) => {
    await page.goto('/');
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      // Detached again at once, so that the page is as it was.
      document.head.append(script);
      script.remove();
      return Reflect.has(window, 'injected');
    });
    expect(ran).toBe(false);
  });
});

test('a chosen theme is there before the first paint of the next visit', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  await page.getByRole('button', { name: 'Switch to the dark theme' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  // Without the app's own script: what is dark now was decided before it.
  await page.route('**/assets/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  await page.reload();
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(18, 19, 16)');
});

test('choosing what the system prefers follows the system again', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/');
  await page.getByRole('button', { name: 'Switch to the light theme' }).click();
  await page.getByRole('button', { name: 'Switch to the dark theme' }).click();
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(250, 250, 247)');
});

test('every page names itself, and its heading takes the focus on navigation', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveTitle('One sentence becomes a workflow · Cue');
  await page.getByRole('link', { name: 'Sign in' }).first().click();
  await expect(page).toHaveTitle('Sign in · Cue');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.goto('/nowhere');
  await expect(page).toHaveTitle('Not found · Cue');
});

test.describe('offline', () => {
  test.use({ expectedFaults: ['ERR_INTERNET_DISCONNECTED'] });

  test('being offline is said, and so is being back', async ({ page, context }) => {
    await signIn(page, 'ada@example.com');
    await page.goto('/account');
    await context.setOffline(true);
    await expect(page.getByText('You are offline.')).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByText('You are offline.')).toHaveCount(0);
  });
});

test('on the narrowest phone the account’s sections stay on one line, and the last is reached', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await signIn(page, 'ada@example.com');
  await page.goto('/account');
  const last = page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'Credentials' });
  expect((await last.boundingBox())?.height).toBe(44);
  await last.click();
  await expect(page).toHaveURL(/\/account\/credentials$/);
  await expect(last).toHaveAttribute('aria-current', 'page');
  await expect(last).toBeInViewport({ ratio: 1 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test('on a phone everything that is touched is at least 40 pixels high', async ({ page, isMobile }) => {
  test.skip(!isMobile, 'a mouse points finely');
  await signIn(page, 'ada@example.com');
  for (const path of [
    '/',
    '/dashboard',
    '/workflows/new',
    '/account',
    '/account/billing',
    '/account/keys',
    '/account/credentials',
    '/pricing',
    '/credits',
    '/login',
    '/developers',
  ]) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    const heights = await page.evaluate(() =>
      [...document.querySelectorAll('button, input, header a, main a[class*="h-"]')]
        .filter((element) => element.checkVisibility() && element.closest('.sr-only') === null)
        .map((element) => ({
          what: element.outerHTML.slice(0, 80),
          // Of a box with its words around it all of that is touched.
          height: (element.closest('label') ?? element).getBoundingClientRect().height,
        })),
    );
    // A row of the statement opens as a whole: its button's own box is only the arrow.
    expect(heights.filter(({ what, height }) => height < 40 && !what.includes('aria-expanded'))).toEqual([]);
  }
});
