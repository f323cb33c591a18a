import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { settings } from './settings.ts';

const names = Object.keys(settings).sort();
const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('.env.example lists every setting, each with its reason, and no other', () => {
  const text = read('.env.example');
  const listed = [...text.matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name).sort();
  expect(listed).toEqual(names);
  for (const { reason } of Object.values(settings)) expect(text).toContain(`# ${reason}`);
});

test('docs/settings.md lists every setting with its reason and where it is kept', () => {
  const text = read('docs/settings.md');
  for (const [name, { reason }] of Object.entries(settings))
    expect(text).toContain(`| \`${name}\` | ${reason} | `);
});

test('.env.example holds no secret', () => {
  expect(read('.env.example')).not.toMatch(/(sk|rk|whsec)_[A-Za-z0-9]{4}/);
});
