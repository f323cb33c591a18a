import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type UseFormReturn, useForm } from 'react-hook-form';
import type * as z from 'zod/mini';
import { profileChange, type User } from '../../../lib/contract/account-routes.ts';
import { ApiError, messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { userQuery } from '../api/queries.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/text-field.tsx';
import { useToast } from '../components/toasts.tsx';
import { changedFields, isProfileField, profileFields, profileOf } from './profile-fields.ts';

type Form = UseFormReturn<z.input<typeof profileChange>, unknown, z.output<typeof profileChange>>;

export function ProfileForm({ user }: { user: User }) {
  const form: Form = useForm<z.input<typeof profileChange>, unknown, z.output<typeof profileChange>>({
    resolver: zodResolver(profileChange),
    values: profileOf(user),
  });
  const { isDirty, errors, dirtyFields } = form.formState;
  const save = useSaveProfile(form);
  return (
    <section aria-labelledby="profile" className="rounded-card border border-line bg-surface p-5 sm:p-6">
      <h2 id="profile" className="text-base leading-6">
        Profile
      </h2>
      <p className="text-muted">What Cue knows about you. Change or clear any of it.</p>
      <form
        noValidate
        className="space-y-4 pt-5"
        onSubmit={form.handleSubmit((all) => save.mutate(changedFields(all, dirtyFields)))}
      >
        {profileFields.map(({ name, label, autoComplete }) => (
          <TextField
            key={name}
            label={label}
            autoComplete={autoComplete}
            error={errors[name]?.message}
            {...form.register(name, { setValueAs: (text: string | null) => (text === '' ? null : text) })}
          />
        ))}
        {save.isError && (
          <Banner tone="danger" title="Your profile was not saved.">
            {messageOf(save.error)}
          </Banner>
        )}
        <Button type="submit" disabled={!isDirty} busy={save.isPending} className="w-full sm:w-auto">
          Save profile
        </Button>
      </form>
    </section>
  );
}

function useSaveProfile(form: Form) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: (body: z.input<typeof profileChange>) => call('updateProfile', { body }),
    onSuccess: (user) => {
      client.setQueryData(userQuery.queryKey, user);
      toast('Profile saved.');
    },
    onError: (error) => {
      if (!(error instanceof ApiError)) return;
      for (const { path, message } of error.fields) {
        if (isProfileField(path)) form.setError(path, { message });
      }
    },
  });
}
