// Makes the page that GET /api/docs answers with a whole reference: Swagger UI over the OpenAPI document.
// The page names this script at two addresses (see lib/reference/page.ts); the first that is there does it.
{
  const { dataset } = document.documentElement;
  const home = new URL('.', document.currentScript.src);

  const loaded = (element) =>
    new Promise((resolve, reject) => {
      element.addEventListener('load', resolve);
      element.addEventListener('error', () =>
        reject(new Error(`${element.src ?? element.href} did not load`)),
      );
      document.head.append(element);
    });
  const style = (name) =>
    loaded(
      Object.assign(document.createElement('link'), { rel: 'stylesheet', href: new URL(name, home).href }),
    );
  const script = (name) =>
    loaded(Object.assign(document.createElement('script'), { src: new URL(name, home).href }));

  async function readDocument() {
    const answer = await fetch('/api/openapi.json');
    if (!answer.ok) throw new Error(`The OpenAPI document was answered with ${answer.status}`);
    // Whatever is tried out is tried here: the policy lets the page call its own address alone.
    const { servers: _, ...rest } = await answer.json();
    return rest;
  }

  /** Swagger UI knows a dark look, but not who wants it. */
  function followTheme() {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    let chosen;
    try {
      chosen = localStorage.getItem('cue.theme');
    } catch {
      // Storage can be forbidden; then the system's preference stands.
    }
    const show = () => {
      const isDark = chosen === 'dark' || (chosen !== 'light' && dark.matches);
      document.documentElement.classList.toggle('dark-mode', isDark);
    };
    dark.addEventListener('change', show);
    show();
  }

  /** The path stands in a button already: no link within. The address still names what is open. */
  const plainPaths = ({ React }) => ({
    wrapComponents: {
      DeepLink:
        () =>
        ({ text }) =>
          React.createElement('span', null, text),
    },
  });

  async function showReference() {
    followTheme();
    const [spec] = await Promise.all([
      readDocument(),
      style('swagger-ui.css').then(() => style('reference.css')),
      script('swagger-ui-bundle.js'),
    ]);
    const shown = document.createElement('div');
    shown.id = 'reference';
    window.SwaggerUIBundle({
      spec,
      domNode: shown,
      deepLinking: true,
      docExpansion: 'list',
      defaultModelsExpandDepth: -1,
      displayRequestDuration: true,
      filter: true,
      plugins: [plainPaths],
      validatorUrl: null,
      onComplete: () => document.getElementById('reference').replaceWith(shown),
    });
  }

  if (!dataset.reference) {
    dataset.reference = 'loading';
    // The list of routes stays as it was answered.
    showReference().catch((error) => console.error(error));
  }
}
