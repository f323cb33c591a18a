import { resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './clean-page.ts';
import { scenes } from './pages.ts';

const screenshots = resolve(import.meta.dirname, '../../screenshots');

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme, contextOptions: { reducedMotion: 'reduce' } });

    for (const { name, open } of scenes) {
      test(`${name} is accessible, fits its screen, and leaves a picture`, async ({ page }, { project }) => {
        await open(page);
        await page.waitForLoadState('networkidle');
        await page.screenshot({
          path: resolve(screenshots, `${name}-${project.name}-${scheme}.png`),
          fullPage: true,
        });

        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(wider).toBeLessThanOrEqual(0);
      });
    }
  });
}
