// usage: node client.mjs <gateway mcp url> auto|pin|legacy <email> <password> <date> <shift type>
// Connects knowing only the URL, signs in, and prints as one line of JSON what it saw.
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { ScriptedProvider } from './provider.mjs';

const [url, mode, email, password, date, shiftType] = process.argv.slice(2);
const negotiation = {
  auto: { versionNegotiation: { mode: 'auto' } },
  pin: { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  legacy: {},
}[mode];
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
  transport = new StreamableHTTPClientTransport(new URL(url), { authProvider: provider });
  await client.connect(transport);
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
  { date, shift_type: shiftType, idempotency_key: `typescript-${mode}` });
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
