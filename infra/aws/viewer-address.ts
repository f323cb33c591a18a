/**
 * Runs in CloudFront before the API is asked: writes the viewer's address into a header, over whatever the viewer wrote
 * there. docs/decisions/0026-address-of-anonymous-callers.md
 */
export const viewerAddress = `
function handler(event) {
  const request = event.request;
  request.headers['x-viewer-address'] = { value: event.viewer.ip };
  return request;
}
`.trim();
