import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { PreferencesChange } from '../../../lib/contract/preference-routes.ts';
import { messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { userQuery } from '../api/queries.ts';
import { useToast } from '../components/toasts.tsx';
import { setTheme, useTheme } from '../shell/theme.ts';
import { preferencesQuery } from './preferences-query.ts';
import { keepUnsavedTheme, takeUnsavedTheme } from './unsaved-theme.ts';

/** Undefined until they are known, and for who is not signed in. */
function useKnownPreferences() {
  const user = useQuery(userQuery).data;
  return useQuery({ ...preferencesQuery, enabled: Boolean(user) }).data;
}

/** The zone that the person reads times in, where it is not the browser's own. */
export const useTimeZone = (): string | undefined => useKnownPreferences()?.timezone ?? undefined;

/** Has the page look as the person chose, on whichever device they chose it; what they chose before they signed in counts. */
export function usePreferredTheme(): void {
  const theme = useKnownPreferences()?.theme;
  const { mutate } = useSavePreferences();
  useEffect(() => {
    if (!theme) return;
    const chosenBefore = takeUnsavedTheme();
    if (chosenBefore) mutate({ theme: chosenBefore });
    else setTheme(theme);
  }, [theme, mutate]);
}

/** Saves what is given; the page follows once it is saved. */
export function useSavePreferences() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: PreferencesChange) => call('updatePreferences', { body }),
    onSuccess: async (saved) => {
      // An answer that is still on its way would be of before.
      await client.cancelQueries({ queryKey: preferencesQuery.queryKey });
      client.setQueryData(preferencesQuery.queryKey, saved);
    },
  });
}

/** Light or dark at a press: at once on this page, and for who is signed in wherever they are. */
export function useThemeToggle() {
  const isSignedIn = Boolean(useQuery(userQuery).data);
  const { theme, toggle } = useTheme();
  const save = useSavePreferences();
  const toast = useToast();
  const press = () => {
    const chosen = toggle();
    if (!isSignedIn) return keepUnsavedTheme(chosen);
    const onError = (error: Error) =>
      toast(`Your other devices keep the theme they had. ${messageOf(error)}`, 'danger');
    save.mutate({ theme: chosen }, { onError });
  };
  return { theme, toggle: press };
}
