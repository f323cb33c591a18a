import { resend } from '../../control/webhooks.ts';
import { actionRoute } from './action.ts';

export const resendAction = actionRoute({
  path: '/events/:id/resend',
  back: (_scene, id) => `/events/${encodeURIComponent(id)}`,
  act(scene, { id }) {
    const { endpoints } = resend(scene, id);
    if (endpoints.length === 0) return 'No endpoint asks for events of this type, so nothing was sent.';
    return endpoints.length === 1 ? 'Sent again.' : `Sent again to ${endpoints.length} endpoints.`;
  },
});
