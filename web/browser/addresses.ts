import type { Ports } from '../../infra/local/ports.ts';

/** Ports of their own: the browser tests run while somebody's Cue is up, and leave its data alone. */
export const ports: Ports = {
  web: 5050,
  api: 8050,
  table: 8051,
  events: 8052,
  mailbox: 8055,
  google: 8056,
  github: 8057,
  stripe: 12150,
};

export const siteUrl = `http://localhost:${ports.web}`;
export const apiUrl = `http://localhost:${ports.api}`;
export const mailboxUrl = `http://localhost:${ports.mailbox}`;
export const stripeUrl = `http://localhost:${ports.stripe}`;
