import { cruise } from 'dependency-cruiser';
import { layerRules } from './layer-rules.ts';

const result = await cruise(['lib', 'functions', 'infra', 'web', 'bench'], {
  ...layerRules.options,
  validate: true,
  ruleSet: { forbidden: layerRules.forbidden },
});
if (typeof result.output === 'string')
  throw new Error('dependency-cruiser answered text instead of a result');
const { violations, totalCruised } = result.output.summary;
for (const { rule, from, to } of violations) console.error(`${rule.name}: ${from} → ${to}`);
// A parser that reads nothing finds nothing: without modules the check has failed.
if (totalCruised < 50) console.error(`Only ${totalCruised} modules were read: the check itself is broken`);
if (violations.length > 0 || totalCruised < 50) process.exit(1);
console.error(`Layers: ${totalCruised} modules, no violation`);
