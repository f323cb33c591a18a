import type { Widget } from '../../../lib/contract/widget-routes.ts';

/** The fields as a person edits them: sites are lines of a text. */
export interface WidgetForm extends Omit<Widget, 'allowedOrigins' | 'publishableKey'> {
  sites: string;
}

export const formOf = ({ allowedOrigins, publishableKey: _, ...widget }: Widget): WidgetForm => ({
  ...widget,
  sites: allowedOrigins.join('\n'),
});

/** An address as it is copied from a browser becomes the site that it is of; what is none stays as it was typed. */
function siteOf(line: string): string {
  if (!URL.canParse(line)) return line;
  const { origin } = new URL(line);
  return origin === 'null' ? line : origin;
}

export function originsIn(sites: string): string[] {
  const lines = sites.split(/[\s,]+/).filter((line) => line !== '');
  return [...new Set(lines.map(siteOf))];
}

interface Snippet {
  /** Where this page is from, and the widget's script with it. */
  site: string;
  /** Origin of the API, empty when it is the site's. */
  apiBaseUrl: string;
  publishableKey: string;
}

/** What goes into a page to show the widget. */
export function embedSnippet({ site, apiBaseUrl, publishableKey }: Snippet): string {
  const api = apiBaseUrl === '' ? '' : ` data-api="${apiBaseUrl}"`;
  return `<script src="${site}/widget.js" data-key="${publishableKey}"${api} defer></script>`;
}

/** Black or white, whichever is easier to read on the colour; as in `public/widget.js`. */
export function inkOn(color: string): '#000' | '#fff' {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(
    (at) => (Number.parseInt(color.slice(at, at + 2), 16) / 255) ** 2.2,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? '#000' : '#fff';
}
