/**
 * Runs in CloudFront before the site's bucket is asked. A path of the app, `/payment/success` say, has no dot in
 * its last part and gets the app's page; a file that is missing stays missing. CloudFront's error pages could not
 * do it: they hold for the whole distribution and would turn the API's 404 into a page.
 */
export const pageRewrite = `
function handler(event) {
  const request = event.request;
  const lastPart = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (!lastPart.includes('.')) request.uri = '/index.html';
  return request;
}
`.trim();
