import { describe, expect, test } from '@jest/globals';
import { checkGraph } from './check/check-graph.ts';
import { layOut } from './layout.ts';
import { nodeTypeOf } from './node-types.ts';
import { templates } from './templates.ts';

test('the gallery has eleven templates, each with its own name', () => {
  expect(new Set(templates.flatMap(({ id, name }) => [id, name])).size).toBe(22);
});

describe.each(templates.map((template) => [template.id, template] as const))('%s', (_, template) => {
  const { nodes, edges } = template;

  test('can become code as it is', () => {
    expect(checkGraph({ nodes, edges }).problems).toEqual([]);
  });

  test('names all the credentials that it needs', () => {
    for (const { type, data } of nodes) {
      const found = nodeTypeOf(type);
      expect(data.credentials).toEqual(found?.credentials(found.params.parse(data.params)));
    }
  });

  test('lies on the canvas as the layout would put it', () => {
    expect(layOut({ nodes, edges }).nodes).toEqual(nodes);
  });
});
