// Loaded before the conformance suite: sends MCP_BEARER, if there is one, with every request, for which the suite has no
// option, and lets it start on Node 20, whose fs lacks the globSync that one of its other commands imports.
import fs from 'node:fs';
import http from 'node:http';
import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';

if (!fs.globSync) {
  const withGlob = 'export * from "node:fs"; export { default } from "node:fs"; export const globSync = () => [];';
  const hooks = `
    const url = 'data:text/javascript,' + encodeURIComponent(${JSON.stringify(withGlob)});
    export const resolve = (name, context, next) =>
      name === 'fs' && /conformance/.test(context.parentURL ?? '') ? { url, shortCircuit: true } : next(name, context);`;
  register('data:text/javascript,' + encodeURIComponent(hooks));
}

if (process.env.MCP_BEARER) {
  const bearer = `Bearer ${process.env.MCP_BEARER}`;

  const plainFetch = globalThis.fetch;
  globalThis.fetch = (input, init = {}) => {
    const headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : undefined));
    if (!headers.has('authorization')) headers.set('authorization', bearer);
    return plainFetch(input, { ...init, headers });
  };

  const plainRequest = http.request;
  http.request = (options, answered) =>
    plainRequest({ ...options, headers: { authorization: bearer, ...options.headers } }, answered);

  const { getGlobalDispatcher, setGlobalDispatcher } = createRequire(pathToFileURL(process.argv[1]))('undici');
  const authorize = dispatch => (options, handler) => {
    const { headers = {} } = options;
    const isPlain = !Array.isArray(headers) && !(Symbol.iterator in headers);
    const has = isPlain && Object.keys(headers).some(name => name.toLowerCase() === 'authorization');
    return dispatch(isPlain && !has ? { ...options, headers: { ...headers, authorization: bearer } } : options, handler);
  };
  setGlobalDispatcher(getGlobalDispatcher().compose(authorize));
}
