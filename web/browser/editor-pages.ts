import type { Page } from '@playwright/test';
import type { Scene } from './pages.ts';
import { changeElsewhere, keepWorkflow, openTemplate, signInToWrite, stepOn } from './workflow-author.ts';

async function openEditor(page: Page, email = 'frances@example.com'): Promise<string> {
  await signInToWrite(page, email);
  return openTemplate(page, 'large-orders');
}

async function openStep(page: Page): Promise<string> {
  const id = await openEditor(page);
  await stepOn(page, 'Ask the manager').click();
  await page.getByRole('complementary').getByLabel('What it is called').waitFor();
  return id;
}

/** The editor, in the states that a person meets. */
export const editorScenes: readonly Scene[] = [
  {
    name: 'editor',
    open: async (page) => {
      await openEditor(page);
    },
  },
  {
    name: 'editor-step',
    open: async (page) => {
      await openStep(page);
    },
  },
  {
    name: 'editor-code',
    open: async (page) => {
      await openStep(page);
      const tab = page.getByRole('button', { name: 'Code', exact: true });
      if (await tab.isVisible()) await tab.click();
    },
  },
  {
    name: 'editor-problems',
    open: async (page) => {
      await openStep(page);
      await page.getByRole('textbox', { name: 'Whom to ask' }).fill('{{trigger}');
      await page.getByRole('button', { name: 'All steps' }).click();
    },
  },
  {
    name: 'editor-references',
    open: async (page) => {
      await openEditor(page);
      await stepOn(page, 'Over $500?').click();
      await page.getByRole('button', { name: 'Insert a value into Value' }).click();
    },
  },
  {
    name: 'editor-palette',
    open: async (page) => {
      await openEditor(page);
      await page
        .getByRole('button', { name: /^Add( step)?/ })
        .first()
        .click();
    },
  },
  {
    name: 'editor-export',
    open: async (page) => {
      await openEditor(page, 'edsger@example.com');
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByText('An export takes 3 credits.').waitFor();
    },
  },
  {
    name: 'editor-conflict',
    expectedFaults: ['412'],
    open: async (page) => {
      const id = await openStep(page);
      await changeElsewhere(page, id, { name: 'Orders over $500' });
      await page.getByLabel('What it is called').fill('Ask the owner');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'editor-empty',
    open: async (page) => {
      await signInToWrite(page, 'frances@example.com');
      const nodeData = { nodes: [], edges: [] };
      const id = await keepWorkflow(page, { name: 'From nothing', description: '', nodeData });
      await page.goto(`/workflows/${id}`);
      await page.getByRole('button', { name: 'Add the first step' }).waitFor();
    },
  },
  {
    name: 'editor-read-only',
    open: async (page) => {
      await signInToWrite(page, 'frances@example.com');
      const id = await keepWorkflow(page, {
        name: 'Made by another program',
        description: 'Every night it copies what is new.',
        nodeData: { steps: ['read', 'write'] },
        generatedCode: 'def run():\n    for row in read():\n        write(row)\n',
      });
      await page.goto(`/workflows/${id}`);
      await page.getByText('This workflow can be read here').waitFor();
    },
  },
];
