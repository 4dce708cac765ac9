// usage: node client-v1.mjs <url> http|sse|remote <email> <password> <date> <shift type> [command...]
// As client.mjs with the first generation of the official client; with remote it starts the command, which is to connect
// to the URL for it and asks on its standard error for somebody to sign in.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { attend } from './attend.mjs';
import { MainJob } from './main-job.mjs';
import { Person } from './person.mjs';
import { ScriptedProvider } from './provider.mjs';

const [url, way, email, password, date, shiftType, command, ...commandArguments] = process.argv.slice(2);
const provider = new ScriptedProvider({ email, password }, `TypeScript client ${date}`, process.env.CLIENT_DOCUMENT);
const person = new Person(email, password);

function newClient() {
  return new Client({ name: 'typescript-client-test', version: '1' }, { capabilities: { elicitation: {} } });
}

function newTransport() {
  if (way === 'remote') {
    const transport = new StdioClientTransport({ command, args: commandArguments, env: { ...process.env }, stderr: 'pipe' });
    attend(person, transport.stderr);
    transport.stderr.pipe(process.stderr);
    return transport;
  }
  const Transport = way === 'sse' ? SSEClientTransport : StreamableHTTPClientTransport;
  return new Transport(new URL(url), { authProvider: provider });
}

await new MainJob({
  newClient,
  newTransport,
  provider: way === 'remote' ? person : provider,
  isUnauthorized: (error) => error instanceof UnauthorizedError,
  onQuestion: (client, answer) => client.setRequestHandler(ElicitRequestSchema, answer),
  finishAuth: (transport) => transport.finishAuth(provider.answer.get('code')),
  revision: (client) => client.transport.protocolVersion,
}).run(date, shiftType, `typescript-v1-${way}-${date}`);
