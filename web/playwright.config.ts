import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';
import { apiUrl, ports, siteUrl, type Viewport, viewport } from './browser/addresses.ts';

const chromium = {
  launchOptions: {
    executablePath:
      process.env.CHROMIUM ?? ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(existsSync),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
};

const screens = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: {
    viewport: { width: 390, height: 844 },
    userAgent: devices['iPhone 14']?.userAgent,
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  },
} as const satisfies Record<Viewport, unknown>;

export default defineConfig({
  testDir: './browser',
  outputDir: `../test-results/${viewport}`,
  // One cloud for all, and tests that shop as the same people: one after the other.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  timeout: 30_000,
  expect: { timeout: 5_000 },
  // A trace of each test takes a fifth of the time: by hand `--trace retain-on-failure` keeps those of what fails.
  use: { baseURL: siteUrl, locale: 'en-US', timezoneId: 'Europe/Berlin', trace: 'off' },
  projects: [{ name: viewport, use: { ...chromium, ...screens[viewport] } }],
  // The built site (`npm run build`) and a cloud of its own, both on ports that `npm start` does not use.
  webServer: [
    {
      command: `"${process.execPath}" browser/start-cloud.ts`,
      url: `${apiUrl}/health`,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
    },
    {
      command: `"${process.execPath}" browser/serve-built-site.ts`,
      url: siteUrl,
      env: { WEB_PORT: String(ports.web), BACKEND_URL: apiUrl },
    },
  ],
});
