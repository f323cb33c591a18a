import type { Program } from '../program.ts';

const command = 'node --env-file-if-exists=.env workflow.ts';
const checking = { '@types/node': '24.19.2', typescript: '7.0.2' };

export function packageJson(name: string, { trigger }: Program, requirements: readonly string[]): string {
  const once = trigger.type === 'trigger.schedule' ? '--once' : '--once event.json';
  const content = {
    name: packageName(name),
    private: true,
    type: 'module',
    engines: { node: '>=22.18' },
    scripts: {
      start: command,
      once: `${command} ${once}`,
      test: 'node --test workflow.test.ts',
      check: 'tsc',
    },
    dependencies: Object.fromEntries(requirements.map(splitVersion)),
    devDependencies: checking,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function splitVersion(requirement: string): [string, string] {
  const at = requirement.lastIndexOf('@');
  return [requirement.slice(0, at), requirement.slice(at + 1)];
}

function packageName(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (
    plain
      .match(/[a-z0-9]+/g)
      ?.join('-')
      .slice(0, 60) ?? 'workflow'
  );
}

const options = {
  target: 'es2024',
  lib: ['es2024'],
  module: 'nodenext',
  types: ['node'],
  strict: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
};

export const tsconfig = `${JSON.stringify({ compilerOptions: options, include: ['*.ts'] }, null, 2)}\n`;
