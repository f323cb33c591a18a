import { Link } from 'react-router';
import type { Workflow } from '../../../lib/contract/workflow-routes.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { PageHeading } from '../shell/page-heading.tsx';

/** A workflow that another client made in a way of its own. */
export function ReadOnlyWorkflow({ workflow, reason }: { workflow: Workflow; reason: string }) {
  const { name, description, generatedCode } = workflow;
  return (
    <div className="page-width space-y-5 py-8">
      <PageHeading>{name}</PageHeading>
      {description && <p className="max-w-prose text-muted">{description}</p>}
      <Banner tone="warn" title="This workflow can be read here, and not changed.">
        {reason} It was made by another program; change it there.
      </Banner>
      {generatedCode ? (
        <section aria-label="Code" className="overflow-hidden rounded-card border border-line bg-surface">
          <pre
            // It scrolls by keyboard too.
            // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
            tabIndex={0}
            className="max-h-[60vh] overflow-auto p-4 font-mono text-xs leading-5"
          >
            <code>{generatedCode}</code>
          </pre>
        </section>
      ) : (
        <p className="text-muted">It has no code.</p>
      )}
      <Button asChild>
        <Link to="/dashboard">All workflows</Link>
      </Button>
    </div>
  );
}
