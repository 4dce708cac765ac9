// usage: node client.mjs <url> auto|pin|legacy|sse|stdio-auto|stdio-legacy <email> <password> <date> <shift type> [command...]
// Connects knowing only the URL, signs in, does the main job, and prints as one line of JSON what it saw. With stdio the
// command is started instead, with WATCHBILL_TOKEN as it is in the environment. With CLIENT_DOCUMENT in the environment
// the client is what the document at that address says and registers nowhere.
import { Client, SSEClientTransport, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { MainJob } from './main-job.mjs';
import { ScriptedProvider } from './provider.mjs';

const [url, way, email, password, date, shiftType, command, ...commandArguments] = process.argv.slice(2);
const negotiation = {
  auto: { versionNegotiation: { mode: 'auto' } },
  pin: { versionNegotiation: { mode: { pin: '2026-07-28' } } },
}[way.replace('stdio-', '')] ?? {};
const provider = new ScriptedProvider({ email, password }, `TypeScript client ${date}`, process.env.CLIENT_DOCUMENT);

function newClient() {
  return new Client({ name: 'typescript-client-test', version: '1' },
    { capabilities: { elicitation: { form: {} } }, ...negotiation });
}

function newTransport() {
  if (way.startsWith('stdio')) {
    return new StdioClientTransport({
      command,
      args: commandArguments,
      env: { WATCHBILL_URL: url, WATCHBILL_TOKEN: process.env.WATCHBILL_TOKEN },
    });
  }
  const Transport = way === 'sse' ? SSEClientTransport : StreamableHTTPClientTransport;
  return new Transport(new URL(url), { authProvider: provider });
}

await new MainJob({
  newClient,
  newTransport,
  provider,
  isUnauthorized: (error) => error instanceof UnauthorizedError,
  onQuestion: (client, answer) => client.setRequestHandler('elicitation/create', answer),
  finishAuth: (transport) => transport.finishAuth(provider.answer),
  revision: (client) => client.getNegotiatedProtocolVersion(),
}).run(date, shiftType, `typescript-${way}-${date}`);
