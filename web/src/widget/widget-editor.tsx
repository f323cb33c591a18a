import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Widget } from '../../../lib/contract/widget-routes.ts';
import { ApiError, messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { widgetQuery } from '../api/queries.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { useToast } from '../components/toasts.tsx';
import { WidgetFields } from './widget-fields.tsx';
import { WidgetPreview } from './widget-preview.tsx';
import { formOf, originsIn, type WidgetForm } from './widget-words.ts';

/** Every field with a look at what comes of it. */
export function WidgetEditor({ widget }: { widget: Widget }) {
  const [form, setForm] = useState(formOf(widget));
  const save = useSave((saved) => setForm(formOf(saved)));
  const isDirty = JSON.stringify(form) !== JSON.stringify(formOf(widget));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isDirty && !save.isPending) save.mutate(form);
  };
  return (
    <form noValidate onSubmit={submit} className="border-t border-line p-4 sm:px-6">
      <div className="grid gap-x-8 gap-y-6 md:grid-cols-[minmax(0,1fr)_15rem]">
        <WidgetFields
          form={form}
          faultOf={(field) => faultAt(save.error, field)}
          onChange={(change) => setForm({ ...form, ...change })}
        />
        <WidgetPreview form={form} />
      </div>
      <div className="space-y-4 pt-5">
        {save.isError && (
          <Banner tone="danger" title="The widget was not saved.">
            {messageOf(save.error)}
          </Banner>
        )}
        <Button type="submit" look="primary" size="lg" disabled={!isDirty} busy={save.isPending}>
          Save widget
        </Button>
      </div>
    </form>
  );
}

/** One of several sites is at fault as `allowedOrigins.2`. */
function faultAt(error: Error | null, field: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return error.fields.find(({ path }) => path === field || path.startsWith(`${field}.`))?.message;
}

function useSave(onSaved: (widget: Widget) => void) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: ({ sites, ...fields }: WidgetForm) =>
      call('updateWidget', { body: { ...fields, allowedOrigins: originsIn(sites) } }),
    onSuccess: (saved) => {
      client.setQueryData(widgetQuery.queryKey, saved);
      onSaved(saved);
      toast('Widget saved. It changes on your site within a minute.');
    },
  });
}
