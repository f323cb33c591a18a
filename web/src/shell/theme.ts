import { useSyncExternalStore } from 'react';
import type { Preferences } from '../../../lib/contract/preference-routes.ts';

type Theme = 'light' | 'dark';
/** `system` is no override: the page follows what the system prefers. */
type Choice = Preferences['theme'];

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

export function setTheme(choice: Choice): void {
  if (choice === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  try {
    if (choice === 'system') localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, choice);
  } catch {
    // Storage can be forbidden; the choice then lasts as long as the page.
  }
}

/** Choosing what the system prefers anyway forgets the override, so the page follows the system again. */
function switchTheme(): Choice {
  const theme = currentTheme() === 'dark' ? 'light' : 'dark';
  const choice = theme === systemTheme() ? 'system' : theme;
  setTheme(choice);
  return choice;
}

/** `toggle` answers what was chosen by it. */
export function useTheme() {
  return { theme: useSyncExternalStore(subscribe, currentTheme), toggle: switchTheme };
}
