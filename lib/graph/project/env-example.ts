import { isOptional, usualSettings } from '../optional-settings.ts';
import type { Code, Program } from '../program.ts';

/** Every name that the code reads, each below its reason; those that need no value as comments. */
export function envExample(environment: Code['environment'], program: Program): string {
  if (environment.length === 0) return '# This workflow needs no settings.\n';
  const lines = environment.map(({ name, reason }) => {
    const line = isOptional(name, program) ? `# ${name}=${usualSettings[name]}` : `${name}=`;
    return `# ${sentence(reason)}\n${line}`;
  });
  return `${['# Values with spaces in them go between single quotes.', ...lines].join('\n\n')}\n`;
}

export const sentence = (reason: string) => `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
