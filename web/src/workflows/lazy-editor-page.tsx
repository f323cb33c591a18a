import { lazy, Suspense } from 'react';
import { EditorWaiting } from '../editor/editor-waiting.tsx';

// The canvas is the heaviest part of the site, and most visits do not open it.
const EditorPage = lazy(async () => ({ default: (await import('../editor/editor-page.tsx')).EditorPage }));

export function LazyEditorPage() {
  return (
    <Suspense fallback={<EditorWaiting />}>
      <EditorPage />
    </Suspense>
  );
}
