// The main job of a client: look at the schedule, ask for cover, and go on when the access token has ended.

export class MainJob {
  #sdk;
  #client;
  #transport;
  #questions = [];

  /** `sdk` says how the client is made and spoken to; `sdk.provider` keeps its tokens, if it has any of its own. */
  constructor(sdk) {
    this.#sdk = sdk;
  }

  /** Does it and prints as one line of JSON what was seen. */
  async run(date, shiftType, key) {
    const { provider } = this.#sdk;
    await this.#authorised(this.#connect);
    const { tools } = await this.#authorised(() => this.#client.listTools());
    const schedule = await this.#call('get_current_schedule', { date });
    const coverage = await this.#call('submit_coverage_request', { date, shift_type: shiftType, idempotency_key: key });
    const consents = provider.consents;
    if (provider.tokens?.()) {
      provider.forgetAccessToken();
    }
    const later = await this.#call('get_current_schedule', { date });
    const era = this.#sdk.revision(this.#client);
    await this.#client.close();
    console.log(JSON.stringify({
      era,
      tools: tools.map((tool) => tool.name).sort(),
      schedule: schedule.structuredContent,
      coverage: coverage.structuredContent,
      coverageError: coverage.isError ?? false,
      questions: this.#questions,
      client: provider.clientInformation?.()?.client_id ?? '',
      asked: provider.asked ?? [],
      consents,
      later: {
        worked: Boolean(later.structuredContent),
        refreshes: provider.refreshes ?? 0,
        consents: provider.consents,
      },
    }));
  }

  async #connect() {
    this.#client = this.#sdk.newClient();
    this.#sdk.onQuestion(this.#client, async (request) => {
      this.#questions.push(request.params.message);
      return { action: 'accept', content: { confirm: true } };
    });
    this.#transport = this.#sdk.newTransport();
    await this.#client.connect(this.#transport);
  }

  #call(name, args) {
    return this.#authorised(() => this.#client.callTool({ name, arguments: args }));
  }

  /** Runs `step`; when the server wants a sign-in or more scopes first, finishes that and runs it once more. */
  async #authorised(step) {
    try {
      return await step.call(this);
    } catch (error) {
      if (!this.#sdk.isUnauthorized(error)) {
        throw error;
      }
      await this.#sdk.finishAuth(this.#transport);
      await this.#client.close();
      await this.#connect();
      return step === this.#connect ? undefined : step.call(this);
    }
  }
}
