import type { Template } from './template.ts';

export const feedbackSummary: Template = {
  id: 'feedback-summary',
  name: 'Feedback to Discord',
  description: 'Summarize each piece of feedback with a model and post it to Discord.',
  nodes: [
    {
      id: 'feedback',
      type: 'trigger.webhook',
      position: { x: 24, y: 24 },
      data: { label: 'New feedback', params: { path: '/feedback' }, credentials: [] },
    },
    {
      id: 'summarize',
      type: 'ai.prompt',
      position: { x: 340, y: 24 },
      data: {
        label: 'Summarize',
        params: {
          prompt:
            'Summarize this feedback in one sentence and say whether it is praise or a complaint:\n\n{{feedback.message}}',
          maxTokens: 200,
        },
        credentials: ['openai'],
      },
    },
    {
      id: 'post',
      type: 'webhook.send',
      position: { x: 656, y: 24 },
      data: {
        label: 'Post to Discord',
        params: {
          url: '{{env.DISCORD_WEBHOOK_URL}}',
          shape: 'discord',
          message: '{{feedback.email}}: {{summarize.text}}',
        },
        credentials: ['webhook'],
      },
    },
  ],
  edges: [
    { id: 'feedback-summarize', source: 'feedback', target: 'summarize' },
    { id: 'summarize-post', source: 'summarize', target: 'post' },
  ],
};
