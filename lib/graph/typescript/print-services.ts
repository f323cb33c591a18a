import type { Piece, ServicePiece } from './piece.ts';

/** The list of what a workflow can do outside, and what really does it. */
export function servicesPiece(services: readonly ServicePiece[]): Piece {
  const isKeyed = services.some(({ keyed }) => keyed);
  return {
    imports: isKeyed ? [['node:crypto', 'randomUUID']] : [],
    text: `${declaration(services)}\n\n${isKeyed ? keyedServices(services) : plainServices(services)}`,
  };
}

/** A service's function below the type of its argument. */
export function servicePiece(service: ServicePiece): Piece {
  const fields = service.fields.map((field) => `  ${field};\n`).join('');
  return { ...service, text: `interface ${service.call} {\n${fields}}\n\n${service.text}` };
}

function declaration(services: readonly ServicePiece[]): string {
  const members = services.map(
    ({ service, summary, call, result }) =>
      `  /** ${summary} */\n  ${service}(call: ${call}): Promise<${result}>;`,
  );
  return [
    '/** All that reaches outside. A test brings its own. */',
    'export interface Services {',
    ...members,
    '}',
  ].join('\n');
}

function plainServices(services: readonly ServicePiece[]): string {
  return `export const liveServices: Services = { ${services.map(({ service }) => service).join(', ')} };`;
}

function keyedServices(services: readonly ServicePiece[]): string {
  const members = services.map(({ service, keyed }) =>
    keyed ? `    ${service}: (call) => ${service}(call, key()),` : `    ${service},`,
  );
  return `/** The services of one run. What Stripe has done for a run it does not do again when the run is repeated. */
export function liveServices(runId: string = randomUUID()): Services {
  let calls = 0;
  const key = () => {
    calls += 1;
    return \`\${runId}-\${calls}\`;
  };
  return {
${members.join('\n')}
  };
}`;
}
