import { pendingCount } from '../../deliveries/queue.ts';
import type { Answer } from '../../http/answer.ts';
import { disputes } from '../../objects/dispute.ts';
import { isOneOf } from '../../store/conditions.ts';
import type { Scene } from '../../world.ts';
import { html, type Markup } from '../html.ts';
import { pageAnswer } from '../page.ts';
import { noteMarkup, takeNote } from './note.ts';

const SECTIONS = [
  { path: '/', title: 'Home' },
  { path: '/payments', title: 'Payments' },
  { path: '/subscriptions', title: 'Subscriptions' },
  { path: '/invoices', title: 'Invoices' },
  { path: '/customers', title: 'Customers' },
  { path: '/refunds', title: 'Refunds' },
  { path: '/disputes', title: 'Disputes' },
  { path: '/events', title: 'Events' },
  { path: '/deliveries', title: 'Deliveries' },
] as const;

/** Enough to count as "many". */
const MAXIMUM_COUNTED = 99;

interface DashboardPage {
  section: (typeof SECTIONS)[number]['path'];
  title: string;
  query: URLSearchParams;
  body: Markup;
  status?: number;
}

export function dashboardAnswer(scene: Scene, page: DashboardPage): Answer {
  const note = takeNote(scene, page.query);
  const body = html`<a class="skip" href="#content">Skip to the content</a>
<header class="bar"><p class="brand"><a href="/">Stripe simulator</a> <span class="badge">Test mode</span></p>
<nav aria-label="Sections"><ul>${SECTIONS.map((section) => navigationItem(scene, section, page.section))}</ul></nav></header>
<main class="dashboard" id="content" tabindex="-1">${note ? noteMarkup(note) : ''}${page.body}</main>`;
  return pageAnswer(page.status ?? 200, { title: `${page.title} · Stripe simulator`, body });
}

function navigationItem(
  scene: Scene,
  { path, title }: { path: string; title: string },
  current: string,
): Markup {
  const waiting = waitingIn(scene, path);
  const count =
    waiting === 0
      ? ''
      : html` <span class="count">${waiting}<span class="visually-hidden"> waiting</span></span>`;
  return html`<li><a href="${path}" ${path === current ? html`aria-current="page"` : ''}>${title}${count}</a></li>`;
}

function waitingIn(scene: Scene, path: string): number {
  if (path === '/deliveries') return pendingCount(scene);
  if (path !== '/disputes') return 0;
  const conditions = isOneOf('status', ['needs_response', 'warning_needs_response']);
  return disputes.select(scene.store, { conditions, order: 'newest first', limit: MAXIMUM_COUNTED }).length;
}

export function missingAnswer(
  scene: Scene,
  page: Pick<DashboardPage, 'section' | 'query'> & { what: string },
): Answer {
  const { what } = page;
  const body = html`<h1>There is no such ${what}</h1>
<p>The link may be cut off, or the simulator was started fresh since it was made.</p>`;
  return dashboardAnswer(scene, { ...page, title: `No such ${what}`, body, status: 404 });
}
