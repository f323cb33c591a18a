/** `cue-prod`, `cue-prod-grant-credits`: with the stage in it, several deployments can share an account. */
export function resourceName(stage: string, part?: string): string {
  return part ? `cue-${stage}-${part}` : `cue-${stage}`;
}

/** Where the settings that are kept as parameters or secrets stand in SSM. */
export function parameterPath(stage: string): string {
  return `/cue/${stage}/`;
}
