import type { Ports } from '../../infra/local/ports.ts';

/** The viewports run at the same time (`run.ts`), each in a process and on a cloud of its own. */
export const viewports = ['desktop', 'phone'] as const;
export type Viewport = (typeof viewports)[number];
export const viewport: Viewport = viewports.find((one) => one === process.env.VIEWPORT) ?? 'desktop';

const offset = 100 * viewports.indexOf(viewport);

/** Ports of their own: the browser tests run while somebody's Cue is up, and leave its data alone. */
export const ports: Ports = {
  web: 5050 + offset,
  api: 8050 + offset,
  table: 8051 + offset,
  events: 8052 + offset,
  mailbox: 8055 + offset,
  google: 8056 + offset,
  github: 8057 + offset,
  stripe: 12150 + offset,
};

export const siteUrl = `http://localhost:${ports.web}`;
export const apiUrl = `http://localhost:${ports.api}`;
export const mailboxUrl = `http://localhost:${ports.mailbox}`;
export const stripeUrl = `http://localhost:${ports.stripe}`;
