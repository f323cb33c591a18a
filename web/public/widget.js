// Cue's widget on any page: <script src="https://…/widget.js" data-key="wpk_…" defer></script>
// Of a strict Content-Security-Policy it needs script-src and connect-src: no inline style, no markup made of text.
{
  const { src, dataset } = document.currentScript;
  const api = dataset.api || new URL(src).origin;

  const css = `
:host { all: initial; position: fixed; z-index: 2147483000; bottom: 20px; font: 16px/1.5 system-ui, sans-serif }
button { font: inherit; cursor: pointer; border: 1px solid transparent }
:focus-visible { outline: 2px solid #1b1c18; outline-offset: 2px }
.open { width: 56px; height: 56px; border-radius: 50%; background: var(--accent); color: var(--ink);
  font-size: 24px; box-shadow: 0 4px 16px #0004, 0 0 0 2px #fff }
section { position: absolute; bottom: 72px; box-sizing: border-box; width: min(320px, calc(100vw - 40px));
  max-height: calc(100vh - 120px); overflow: auto; overflow-wrap: anywhere; padding: 20px; background: #fff;
  color: #1b1c18; border: 1px solid #e4e3dc; border-top: 4px solid var(--accent); border-radius: 8px;
  box-shadow: 0 8px 24px #0003 }
section[hidden] { display: none }
h2 { margin: 0 44px 8px 0; font-size: 18px }
p { margin: 0; white-space: pre-line }
.close { position: absolute; top: 8px; right: 8px; width: 44px; height: 44px; border-radius: 6px;
  background: none; color: inherit }
@media (prefers-reduced-motion: no-preference) { section { animation: rise .15s } }
@keyframes rise { from { opacity: 0; transform: translateY(6px) } }`;

  // Black or white, by the colour's relative luminance as WCAG has it.
  const inkOn = (color) => {
    const [r, g, b] = [1, 3, 5].map((at) => (Number.parseInt(color.slice(at, at + 2), 16) / 255) ** 2.2);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? '#000' : '#fff';
  };

  const make = (tag, attributes, text = '') => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  };

  const parts = ({ title, greeting }) => {
    const open = make('button', { class: 'open', 'aria-label': title, 'aria-expanded': false }, '?');
    const close = make('button', { class: 'close', 'aria-label': 'Close' }, '✕');
    const panel = make('section', { role: 'dialog', 'aria-labelledby': 'title', tabindex: -1, hidden: '' });
    panel.append(
      make('h2', { id: 'title', dir: 'auto' }, title),
      make('p', { dir: 'auto' }, greeting),
      close,
    );
    return { open, close, panel };
  };

  const show = (config) => {
    const host = make('div', { id: 'cue-widget' });
    const root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    const { open, close, panel } = parts(config);
    const toggle = (isOpen) => {
      panel.hidden = !isOpen;
      open.ariaExpanded = isOpen;
      (isOpen ? panel : open).focus();
    };
    open.onclick = () => toggle(panel.hidden);
    close.onclick = () => toggle(false);
    host.onkeydown = ({ key }) => {
      if (key === 'Escape' && !panel.hidden) toggle(false);
    };
    host.style.setProperty('--accent', config.accentColor);
    host.style.setProperty('--ink', inkOn(config.accentColor));
    host.style.setProperty(config.position, '20px');
    panel.style.setProperty(config.position, '0');
    root.append(open, panel);
    document.body.append(host);
  };

  fetch(`${api}/api/widget/config?key=${dataset.key}`, { credentials: 'omit' })
    .then(async (answer) => {
      const config = await answer.json();
      if (!answer.ok) throw new Error(config.detail);
      if (!document.getElementById('cue-widget')) show(config);
    })
    // The page goes on without it; whoever built the page finds the reason here.
    .catch(({ message }) => console.error(`Cue's widget is not shown: ${message}. Is this site allowed?`));
}
