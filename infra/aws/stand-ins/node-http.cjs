/**
 * Takes the place of `node:http` in bundles. An `import` of it reads each of its exports, also the WebSocket, for
 * which Node loads its fetch client: 12 ms of a start. This reads what is used.
 * https://github.com/aws/aws-sdk-js-v3/issues/6914
 */
module.exports = process.getBuiltinModule('node:http');
