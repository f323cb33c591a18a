import { htmlEscape } from 'escape-goat';
import { pathsOf } from '../contract/route.ts';
import { areas } from './areas.ts';

/** The page's own: CloudFront puts the site's policy in its place, which allows the same from its own address. */
export const pagePolicy = (site: string) =>
  [
    "default-src 'none'",
    `script-src 'self' ${site}`,
    `style-src 'self' ${site}`,
    "style-src-attr 'unsafe-inline'",
    `font-src 'self' ${site}`,
    `img-src 'self' ${site} data:`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const routeLines = () =>
  areas.map(({ name, routes }) => {
    const lines = Object.values(routes).flatMap((route) =>
      pathsOf(route).map(
        (path) => htmlEscape`<li><code>${route.method} ${path}</code> ${route.summary}</li>`,
      ),
    );
    return `${htmlEscape`<h2>${name}</h2>`}\n<ul>\n${lines.join('\n')}\n</ul>`;
  });

/**
 * The reference as a page: all routes by name, which the site's script replaces by the whole document. The script is
 * looked for at the page's own address, where site and API are one, and at the site's, where somebody asks the API itself.
 */
export const referencePage = (site: string) =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>API reference · Cue</title>
<link rel="icon" href="${htmlEscape(site)}/favicon.svg" type="image/svg+xml">
<script src="/reference/reference.js" defer></script>
<script src="${htmlEscape(site)}/reference/reference.js" defer></script>
</head>
<body>
<header><a href="${htmlEscape(site)}/">Cue</a> <a href="${htmlEscape(site)}/developers">Developers</a> <a href="/api/openapi.json">OpenAPI document</a></header>
<main id="reference">
<h1>API reference</h1>
${routeLines().join('\n')}
</main>
</body>
</html>
`;
