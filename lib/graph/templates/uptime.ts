import type { Template } from './template.ts';

export const uptime: Template = {
  id: 'uptime',
  name: 'Watch a web site',
  description:
    'Every five minutes, ask a site whether it is well, and raise the alarm in Slack when it is not.',
  nodes: [
    {
      id: 'everyFiveMinutes',
      type: 'trigger.schedule',
      position: { x: 24, y: 24 },
      data: { label: 'Every 5 minutes', params: { cron: '*/5 * * * *', timezone: 'UTC' }, credentials: [] },
    },
    {
      id: 'askSite',
      type: 'http.request',
      position: { x: 340, y: 24 },
      data: {
        label: 'Ask the site',
        params: { method: 'GET', url: 'https://example.com/health', onFailure: 'goOn' },
        credentials: [],
      },
    },
    {
      id: 'isWell',
      type: 'logic.condition',
      position: { x: 656, y: 24 },
      data: {
        label: 'Is it well?',
        params: { left: '{{askSite.body.status}}', op: '==', right: 'ok' },
        credentials: [],
      },
    },
    {
      id: 'raiseAlarm',
      type: 'webhook.send',
      position: { x: 972, y: 24 },
      data: {
        label: 'Raise the alarm',
        params: {
          url: '{{env.SLACK_WEBHOOK_URL}}',
          shape: 'slack',
          message: 'The site answered with {{askSite.status}} at {{everyFiveMinutes.firedAt}}.',
        },
        credentials: ['webhook'],
      },
    },
  ],
  edges: [
    { id: 'everyFiveMinutes-askSite', source: 'everyFiveMinutes', target: 'askSite' },
    { id: 'askSite-isWell', source: 'askSite', target: 'isWell' },
    { id: 'isWell-false-raiseAlarm', source: 'isWell', target: 'raiseAlarm', sourceHandle: 'false' },
  ],
};
