import { resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { accountScenes } from './account-pages.ts';
import { adminScenes } from './admin-pages.ts';
import { billingScenes } from './billing-pages.ts';
import { expect, test } from './clean-page.ts';
import { credentialScenes } from './credential-pages.ts';
import { editorScenes } from './editor-pages.ts';
import { keyScenes } from './key-pages.ts';
import { scenes } from './pages.ts';
import { planScenes } from './plan-pages.ts';
import { workflowScenes } from './workflow-pages.ts';
import { yourDataScenes } from './your-data-pages.ts';

const screenshots = resolve(import.meta.dirname, '../../screenshots');
// For looking at by hand: they take half of the time.
const takesPictures = process.env.PICTURES !== undefined;

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** One line of code looks like any other: hundreds take axe half a minute. */
const moreCode = '[data-line]:nth-child(n + 40)';

type Scheme = 'light' | 'dark';

/** In the dark only colours can be wrong that were right in the light, and on a phone all but them. */
const rulesFor = (axe: AxeBuilder, scheme: Scheme, isPhone: boolean) => {
  if (isPhone) return axe.disableRules('color-contrast');
  return scheme === 'dark' ? axe.withRules('color-contrast') : axe;
};

async function seriousFaults(page: Page, scheme: Scheme, isPhone: boolean) {
  // What passed is not told, and our pages have no frames: each of both saves half a second.
  const axe = new AxeBuilder({ page }).exclude(moreCode).options({ resultTypes: ['violations'] });
  const { violations } = await rulesFor(axe, scheme, isPhone).setLegacyMode(true).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
}

for (const { name, open, expectedFaults = [] } of [
  ...scenes,
  ...accountScenes,
  ...planScenes,
  ...keyScenes,
  ...credentialScenes,
  ...adminScenes,
  ...billingScenes,
  ...workflowScenes,
  ...editorScenes,
  ...yourDataScenes,
]) {
  test.describe(name, () => {
    test.use({ expectedFaults });

    test('is accessible, and fits its screen', async ({ page }, { project }) => {
      await open(page);
      await page.waitForLoadState('networkidle');
      const isPhone = project.name === 'phone';
      const schemes: Scheme[] = isPhone ? ['light'] : ['light', 'dark'];
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        const path = resolve(screenshots, `${name}-${project.name}-${colorScheme}.png`);
        if (takesPictures) await page.screenshot({ path, fullPage: true });
        expect(await seriousFaults(page, colorScheme, isPhone)).toEqual([]);
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  });
}
