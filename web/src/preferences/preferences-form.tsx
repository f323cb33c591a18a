import { type FormEvent, useState } from 'react';
import type { Preferences } from '../../../lib/contract/preference-routes.ts';
import { messageOf } from '../api/api-error.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { useToast } from '../components/toasts.tsx';
import { MailChoice } from './mail-choice.tsx';
import { changesIn } from './preference-changes.ts';
import { ThemeChoice } from './theme-choice.tsx';
import { TimeZoneChoice } from './time-zone-choice.tsx';
import { useSavePreferences } from './use-preferences.ts';

export function PreferencesForm({ preferences }: { preferences: Preferences }) {
  // Only what was changed here: the rest follows what was saved elsewhere, by the button in the header say.
  const [edited, setEdited] = useState<Partial<Preferences>>({});
  const shown = { ...preferences, ...edited };
  const change = changesIn(preferences, shown);
  const save = useSavePreferences();
  const toast = useToast();
  const edit = (more: Partial<Preferences>) => setEdited({ ...edited, ...more });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!change || save.isPending) return;
    save.mutate(change, {
      onSuccess: () => {
        setEdited({});
        toast('Preferences saved.');
      },
    });
  };
  return (
    <form noValidate onSubmit={submit} className="space-y-5 border-t border-line p-4 sm:px-6">
      <ThemeChoice theme={shown.theme} onChange={(theme) => edit({ theme })} />
      <TimeZoneChoice timezone={shown.timezone} onChange={(timezone) => edit({ timezone })} />
      <MailChoice emails={shown.emails} onChange={(emails) => edit({ emails })} />
      {save.isError && (
        <Banner tone="danger" title="Your preferences were not saved.">
          {messageOf(save.error)}
        </Banner>
      )}
      <Button type="submit" disabled={!change} busy={save.isPending} className="w-full sm:w-auto">
        Save preferences
      </Button>
    </form>
  );
}
