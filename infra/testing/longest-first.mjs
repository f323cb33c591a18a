import { createRequire } from 'node:module';

// Jest's own, which comes with it: by the last run's durations, which a clean clone has not.
const { default: Sequencer } = createRequire(createRequire(import.meta.url).resolve('jest'))(
  '@jest/test-sequencer',
);

const longest = /histories\.integration|interleavings|reconcile-|shuffled|crash-sweep|outage|infra\/aws\//;

/** What takes long begins first: else the last one runs alone while the other cores have nothing to do. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => (longest.test(path) ? 0 : 1);
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}
