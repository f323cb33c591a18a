import { useSyncExternalStore } from 'react';

type Theme = 'light' | 'dark';

/** `public/theme.js` reads this before the first paint. */
const storageKey = 'cue.theme';
const prefersDark = () => matchMedia('(prefers-color-scheme: dark)');
const systemTheme = (): Theme => (prefersDark().matches ? 'dark' : 'light');

function currentTheme(): Theme {
  const override = document.documentElement.dataset.theme;
  return override === 'light' || override === 'dark' ? override : systemTheme();
}

function subscribe(onChange: () => void): () => void {
  const system = prefersDark();
  const page = new MutationObserver(onChange);
  system.addEventListener('change', onChange);
  page.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    system.removeEventListener('change', onChange);
    page.disconnect();
  };
}

/** Choosing what the system prefers anyway forgets the override, so the page follows the system again. */
function setTheme(theme: Theme): void {
  const follow = theme === systemTheme();
  if (follow) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (follow) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, theme);
  } catch {
    // Storage can be forbidden; the choice then lasts as long as the page.
  }
}

export function useTheme() {
  const theme = useSyncExternalStore(subscribe, currentTheme);
  return { theme, toggle: () => setTheme(theme === 'dark' ? 'light' : 'dark') };
}
