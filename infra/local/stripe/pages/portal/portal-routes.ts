import { StripeFailure } from '../../errors.ts';
import type { Answer } from '../../http/answer.ts';
import { portalConfigurations } from '../../objects/portal-configuration.ts';
import {
  IDLE_SECONDS,
  portalSessions,
  portalUses,
  type StoredPortalSession,
} from '../../objects/portal-session.ts';
import type { FormTree } from '../../parameters/form.ts';
import { acts, type Done, type Portal } from '../../portal/act.ts';
import type { Scene } from '../../world.ts';
import { type PageRoute, redirectAnswer } from '../page.ts';
import { closedPortal, portalAnswer } from './portal-page.ts';

const PATH = '/p/session/:id';

const show: PageRoute = {
  method: 'GET',
  path: PATH,
  answer: (scene, { path }) => withPortal(scene, path.id, (portal) => portalAnswer(scene, portal, {})),
};

const act: PageRoute = {
  method: 'POST',
  path: PATH,
  answer: (scene, { path, form }) =>
    withPortal(scene, path.id, (portal) => {
      const result = attempt(scene, portal, form);
      if ('refused' in result)
        return portalAnswer(scene, portal, { notice: { kind: 'alert', text: result.refused }, status: 400 });
      if ('asksAt' in result) return redirectAnswer(new URL(result.asksAt).pathname);
      return (
        redirectAfter(portal.session) ??
        portalAnswer(scene, portal, { notice: { kind: 'done', text: result.said } })
      );
    }),
};

export const portalRoutes: PageRoute[] = [show, act];

/** A refusal undoes what the form had begun. */
function attempt(scene: Scene, portal: Portal, form: FormTree): Done | { refused: string } {
  const work = typeof form.action === 'string' ? acts[form.action] : undefined;
  if (!work) return { refused: 'There is nothing to do.' };
  try {
    return scene.store.attempt(() => work(scene, portal, form));
  } catch (error) {
    if (error instanceof StripeFailure) return { refused: error.message };
    throw error;
  }
}

function redirectAfter({ flow }: StoredPortalSession): Answer | undefined {
  const url = flow?.after_completion.redirect?.return_url;
  return url === undefined ? undefined : redirectAnswer(url);
}

function withPortal(scene: Scene, id: string | undefined, answer: (portal: Portal) => Answer): Answer {
  const session = portalSessions.find(scene.store, id ?? '');
  const configuration = session && portalConfigurations.find(scene.store, session.configuration);
  if (!session || !configuration) return closedPortal(404);
  const used = portalUses.read(scene.store, session.id)?.lastUsedSeconds ?? 0;
  if (scene.nowSeconds() - used >= IDLE_SECONDS) return closedPortal(410);
  portalUses.write(scene.store, session.id, { lastUsedSeconds: scene.nowSeconds() });
  return answer({ session, features: configuration.features });
}
