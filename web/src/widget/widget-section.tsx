import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Widget } from '../../../lib/contract/widget-routes.ts';
import { apiBaseUrl } from '../api/base-url.ts';
import { buyingQuery, widgetQuery } from '../api/queries.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { Failure } from '../components/failure.tsx';
import { Panel } from '../components/panel.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { WidgetEditor } from './widget-editor.tsx';
import { embedSnippet } from './widget-words.ts';

/** The person's widget: what it says, where it may be shown, and how to put it there. */
export function WidgetSection() {
  const widget = useQuery(widgetQuery);
  return (
    <Panel title="Widget" about="A button on your own site that opens a panel with your words.">
      {widget.isPending && <Loading />}
      {widget.isError && widget.data === undefined && (
        <Failure
          what="Your widget could not be loaded."
          error={widget.error}
          onRetry={() => widget.refetch()}
          busy={widget.isFetching}
          className="border-t border-line p-4 sm:px-6"
        />
      )}
      {widget.data === null && <Empty />}
      {widget.data && (
        <>
          <WidgetEditor widget={widget.data} />
          <Embedding widget={widget.data} />
        </>
      )}
    </Panel>
  );
}

function Embedding({ widget: { publishableKey } }: { widget: Widget }) {
  const snippet = embedSnippet({ site: window.location.origin, apiBaseUrl, publishableKey });
  return (
    <div className="space-y-3 border-t border-line p-4 sm:px-6">
      <h3>Put it on your site</h3>
      <p className="text-muted">
        Paste this line into each page, just before <code className="font-mono text-xs">&lt;/body&gt;</code>.
        It may be public: the widget is shown only on the sites that you allow.
      </p>
      <code className="block rounded-input bg-sunken p-3 font-mono text-xs break-all select-all">
        {snippet}
      </code>
      <CopyButton text={snippet} what="the line" />
    </div>
  );
}

function Empty() {
  const buying = useQuery(buyingQuery).data;
  return (
    <div className="border-t border-line px-4 py-8 text-center sm:px-6">
      <p className="font-semibold">No widget yet</p>
      <p className="mx-auto max-w-sm pt-1 text-muted">
        It comes with your first subscription, and stays yours.{' '}
        {buying !== false && (
          <Link to="/pricing" className="link">
            See the plans
          </Link>
        )}
      </p>
    </div>
  );
}

function Loading() {
  return (
    <div role="status" className="space-y-4 border-t border-line p-4 sm:px-6">
      <span className="sr-only">Loading your widget</span>
      <Skeleton className="h-11" />
      <Skeleton className="h-24" />
      <Skeleton className="h-11" />
    </div>
  );
}
