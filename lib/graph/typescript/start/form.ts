import { printExpression } from '../print-expression.ts';
import { escapeHtml, readJson, server } from '../support/server.ts';
import { number, part, text } from '../support/values.ts';
import { answerOf, type TriggerPiece } from './trigger-piece.ts';

const declared = 'const form: Form = ';

export const formStart: TriggerPiece = ({ params, takesLong }) => {
  const form = printExpression({ kind: 'literal', value: params }, () => '', {
    indent: '',
    column: declared.length,
  });
  return {
    imports: [['node:http', 'type IncomingMessage']],
    needs: [server, readJson, escapeHtml, number, part, text],
    text: `interface Form {
  title: string;
  fields: { name: string; label: string; type: 'text' | 'email' | 'number' | 'longText'; required: boolean }[];
}

${declared}${form};

async function answerTrigger(request: IncomingMessage, path: string): Promise<Answer> {
  if (path !== '/') throw new Refusal(404, 'Nothing is here.');
  if (request.method === 'GET') return { status: 200, body: formPage(), type: 'text/html' };
  if (request.method !== 'POST') throw new Refusal(405, 'Send the form by POST.');
  const event = filledForm(sentFields(await readBody(request), request.headers['content-type']));
${answerOf(takesLong)}
}

function sentFields(body: Buffer, type = ''): Json {
  if (type.startsWith('application/json')) return readJson(body);
  return Object.fromEntries(new URLSearchParams(body.toString()));
}

/** The form's fields and no others; what is left empty is null. */
function filledForm(sent: Json): Json {
  const values = form.fields.map(({ name, label, type, required }): [string, Json] => {
    const value = text(part(sent, name)).trim();
    if (value === '' && required) throw new Refusal(422, \`\${label} is required.\`);
    if (value === '') return [name, null];
    if (type === 'email' && !/^[^\\s@]+@[^\\s@]+$/.test(value)) throw new Refusal(422, \`\${label} is no address.\`);
    if (type !== 'number') return [name, value];
    const number = numberOf(value);
    if (!Number.isFinite(number)) throw new Refusal(422, \`\${label} is no number.\`);
    return [name, number ?? null];
  });
  return Object.fromEntries(values);
}

function formPage(): string {
  const inputs = form.fields.map(({ name, label, type, required }) => {
    const attributes = \`name="\${name}"\${required ? ' required' : ''}\`;
    const input =
      type === 'longText'
        ? \`<textarea \${attributes} rows="6"></textarea>\`
        : \`<input \${attributes} type="\${type}"\${type === 'number' ? ' step="any"' : ''}>\`;
    return \`<p><label>\${escapeHtml(label)}<br>\${input}</label></p>\`;
  });
  const title = escapeHtml(form.title);
  return \`<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width">
<title>\${title}</title>
<h1>\${title}</h1>
<form method="post">
\${inputs.join('\\n')}
<button>Send</button>
</form>
</html>\`;
}`,
  };
};
