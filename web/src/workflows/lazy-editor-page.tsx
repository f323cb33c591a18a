import { lazy, Suspense } from 'react';
import { Skeleton } from '../components/skeleton.tsx';
import { PageHeading } from '../shell/page-heading.tsx';

// The canvas is the heaviest part of the site, and most visits do not open it.
const EditorPage = lazy(async () => ({ default: (await import('../editor/editor-page.tsx')).EditorPage }));

export function LazyEditorPage() {
  return (
    <Suspense fallback={<Waiting />}>
      <EditorPage />
    </Suspense>
  );
}

function Waiting() {
  return (
    <div className="page-width py-8">
      <PageHeading title="Workflow">
        <span className="sr-only">Workflow</span>
        <Skeleton className="h-9 w-64" />
      </PageHeading>
      <Skeleton className="mt-6 h-[60dvh] rounded-card" />
    </div>
  );
}
