import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const read = (name: string) => readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), 'utf8');
const runbook = read('runbook');

/** The commands for operators, as they stand in the text; a line's end is a space there. */
const commands = [...runbook.matchAll(/`(npm run [^`]+)`/g)].map(([, command = '']) =>
  command.replaceAll(/\s+/g, ' '),
);

test('whoever copies a command of the runbook says which deployment is meant', () => {
  expect(commands.length).toBeGreaterThan(10);
  expect(commands.filter((command) => !/ --stage <stage>( |$)/.test(command))).toEqual([]);
});

/** Of a heading, as Git hosts make it. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
const anchorsOf = (text: string) =>
  [...text.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => anchor(heading));

test('its links into the deploy guide lead to sections', () => {
  const links = [...runbook.matchAll(/\]\(deploy\.md#([^)]+)\)/g)].map(([, link]) => link);
  expect(links.length).toBeGreaterThan(0);
  expect(anchorsOf(read('deploy'))).toEqual(expect.arrayContaining(links));
});
