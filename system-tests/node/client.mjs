// usage: node client.mjs <url> auto|pin|legacy|sse|stdio-auto|stdio-legacy <email> <password> <date> <shift type> [command...]
// Connects knowing only the URL, signs in, does the main job, and prints as one line of JSON what it saw. With stdio the
// command is started instead, with WATCHBILL_TOKEN as it is in the environment.
import { Client, SSEClientTransport, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { ScriptedProvider } from './provider.mjs';

const [url, way, email, password, date, shiftType, command, ...commandArguments] = process.argv.slice(2);
const negotiation = {
  auto: { versionNegotiation: { mode: 'auto' } },
  pin: { versionNegotiation: { mode: { pin: '2026-07-28' } } },
}[way.replace('stdio-', '')] ?? {};
const provider = new ScriptedProvider({ email, password });
const questions = [];
let client;
let transport;

async function connect() {
  client = new Client({ name: 'typescript-client-test', version: '1' },
    { capabilities: { elicitation: { form: {} } }, ...negotiation });
  client.setRequestHandler('elicitation/create', async (request) => {
    questions.push(request.params.message);
    return { action: 'accept', content: { confirm: true } };
  });
  transport = newTransport();
  await client.connect(transport);
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

/** Runs `step`; when the server wants a sign-in or more scopes first, finishes that and runs it once more. */
async function authorised(step) {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof UnauthorizedError)) {
      throw error;
    }
    await transport.finishAuth(provider.answer);
    await client.close();
    await connect();
    return step === connect ? undefined : step();
  }
}

const call = (name, args) => authorised(() => client.callTool({ name, arguments: args }));

await authorised(connect);
const era = client.getNegotiatedProtocolVersion();
const { tools } = await authorised(() => client.listTools());
const schedule = await call('get_current_schedule', { date });
const coverage = await call('submit_coverage_request',
  { date, shift_type: shiftType, idempotency_key: `typescript-${way}` });
await client.close();
console.log(JSON.stringify({
  era,
  tools: tools.map((tool) => tool.name).sort(),
  schedule: schedule.structuredContent,
  coverage: coverage.structuredContent,
  coverageError: coverage.isError ?? false,
  questions,
  consents: provider.consents,
}));
