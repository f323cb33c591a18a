import { isTheme, type Preferences } from '../../../lib/contract/preference-routes.ts';

const storageKey = 'cue.theme.unsaved';

/** Keeps what somebody chose who is not signed in, for the account that they sign in to. */
export function keepUnsavedTheme(theme: Preferences['theme']): void {
  try {
    localStorage.setItem(storageKey, theme);
  } catch {
    // Storage can be forbidden; the account's own theme then counts.
  }
}

/** What was chosen since; it is told once. */
export function takeUnsavedTheme(): Preferences['theme'] | null {
  try {
    const kept = localStorage.getItem(storageKey);
    localStorage.removeItem(storageKey);
    return isTheme(kept) ? kept : null;
  } catch {
    return null;
  }
}
