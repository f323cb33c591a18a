import type { Template } from './template.ts';

export const githubDigest: Template = {
  id: 'github-digest',
  name: 'Digest of GitHub issues',
  description: 'Every weekday at nine, fetch the open issues of a repository and post a digest.',
  nodes: [
    {
      id: 'weekdays',
      type: 'trigger.schedule',
      position: { x: 24, y: 24 },
      data: { label: 'Weekdays at 9', params: { cron: '0 9 * * 1-5', timezone: 'UTC' }, credentials: [] },
    },
    {
      id: 'fetchIssues',
      type: 'http.request',
      position: { x: 340, y: 24 },
      data: {
        label: 'Fetch open issues',
        params: {
          method: 'GET',
          url: 'https://api.github.com/repos/{{env.GITHUB_REPOSITORY}}/issues?state=open&per_page=50',
          headers: { accept: 'application/vnd.github+json', authorization: 'Bearer {{env.GITHUB_TOKEN}}' },
        },
        credentials: [],
      },
    },
    {
      id: 'writeDigest',
      type: 'ai.prompt',
      position: { x: 656, y: 24 },
      data: {
        label: 'Write the digest',
        params: {
          prompt:
            'Write a digest of these open issues, a line for each, the most urgent first:\n\n{{fetchIssues.body}}',
          maxTokens: 800,
        },
        credentials: ['openai'],
      },
    },
    {
      id: 'postDigest',
      type: 'webhook.send',
      position: { x: 972, y: 24 },
      data: {
        label: 'Post the digest',
        params: {
          url: '{{env.WEBHOOK_URL}}',
          shape: 'json',
          body: { date: '{{weekdays.date}}', digest: '{{writeDigest.text}}' },
        },
        credentials: ['webhook'],
      },
    },
  ],
  edges: [
    { id: 'weekdays-fetchIssues', source: 'weekdays', target: 'fetchIssues' },
    { id: 'fetchIssues-writeDigest', source: 'fetchIssues', target: 'writeDigest' },
    { id: 'writeDigest-postDigest', source: 'writeDigest', target: 'postDigest' },
  ],
};
