import { StripeFailure } from '../../errors.ts';
import type { FormTree } from '../../parameters/form.ts';
import type { Scene } from '../../world.ts';
import { type PageRoute, redirectAnswer } from '../page.ts';
import { keepNote, type Note } from './note.ts';

interface Action {
  path: string;
  /** What the form asks for, done; answers what happened, in a sentence. */
  act(scene: Scene, request: { id: string; form: FormTree }): string;
  /** The page that shows what became of it. */
  back(scene: Scene, id: string): string;
}

/** A form's address: it does its work, or nothing of it, and leads back with a note of which. */
export function actionRoute({ path, act, back }: Action): PageRoute {
  return {
    method: 'POST',
    path,
    answer(scene, { path, form }) {
      const id = path.id ?? '';
      const note = keepNote(
        scene,
        noteOf(scene, () => act(scene, { id, form })),
      );
      return redirectAnswer(`${back(scene, id)}?note=${note}`);
    },
  };
}

function noteOf(scene: Scene, work: () => string): Note {
  try {
    return { kind: 'done', text: scene.store.attempt(work) };
  } catch (error) {
    if (error instanceof StripeFailure) return { kind: 'problem', text: error.message };
    throw error;
  }
}
