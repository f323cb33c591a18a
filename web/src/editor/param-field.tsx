import type { GraphNode, Json } from '../../../lib/graph/graph.ts';
import type { ParamField as Field } from '../../../lib/graph/node-type.ts';
import { ChoiceField } from './choice-field.tsx';
import { useEditing } from './editor-context.ts';
import { FormFields } from './form-fields.tsx';
import { ListField } from './list-field.tsx';
import { PairsField } from './pairs-field.tsx';
import { problemsOfParam } from './param-problems.ts';
import type { ParamProps } from './param-props.ts';
import { TypedField } from './typed-field.tsx';

/** One parameter of a node, asked for as its type's field says. */
export function ParamField({ node, field }: { node: GraphNode; field: Field }) {
  const { dispatch, problems } = useEditing();
  const props: ParamProps = {
    node,
    field,
    value: node.data.params[field.name],
    error: problemsOfParam(problems, node.id, field.name),
    onChange: (value) =>
      dispatch({ kind: 'edit', edit: { kind: 'param', nodeId: node.id, name: field.name, value } }),
  };
  switch (field.input) {
    case 'choice':
      return <ChoiceField {...props} />;
    case 'pairs':
      return isObject(props.value) ? <PairsField {...props} /> : <TypedField {...props} />;
    case 'list':
      return <ListField {...props} />;
    case 'fields':
      return <FormFields {...props} />;
    default:
      return <TypedField {...props} />;
  }
}

/** Pairs can also be a reference to an object, or a value of another kind: that is typed. */
const isObject = (value: Json | undefined) =>
  value === undefined || value === null || (typeof value === 'object' && !Array.isArray(value));
