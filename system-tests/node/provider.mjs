// The client's OAuth side: keeps what the server gave and lets a scripted person sign in and consent.
import { randomUUID } from 'node:crypto';
import { Person } from './person.mjs';

const CALLBACK = 'http://127.0.0.1:49152/callback';

export class ScriptedProvider {
  #person;
  #name;
  #client;
  #tokens;
  #verifier;
  #state;
  #ended = false;
  clientMetadataUrl;
  answer;
  asked = [];
  refreshes = 0;

  /** A client of that `name`; with the address of a metadata document it need not register. */
  constructor({ email, password }, name, clientMetadataUrl) {
    this.#person = new Person(email, password);
    this.#name = name;
    this.clientMetadataUrl = clientMetadataUrl;
  }

  get redirectUrl() { return CALLBACK; }
  get clientMetadata() {
    return {
      client_name: this.#name,
      redirect_uris: [CALLBACK],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    };
  }
  get consents() { return this.#person.consents; }
  state() { return (this.#state = randomUUID()); }
  clientInformation() { return this.#client; }
  saveClientInformation(client) { this.#client = client; }
  /**
   * The first generation of the client answers a demand for more scopes by refreshing, when it can: so it is shown what
   * refreshes only once the access token has ended.
   */
  tokens() {
    const { refresh_token: hidden, ...shown } = this.#tokens ?? {};
    return !this.#tokens || this.#ended ? this.#tokens : shown;
  }
  saveTokens(tokens) {
    this.refreshes += this.#tokens && !this.answer ? 1 : 0;
    this.#tokens = tokens;
    this.#ended = false;
    this.answer = undefined;
  }
  saveCodeVerifier(verifier) { this.#verifier = verifier; }
  codeVerifier() { return this.#verifier; }

  /** As if the access token had ended; what can be refreshed still can. */
  forgetAccessToken() {
    this.#ended = true;
    this.#tokens = { ...this.#tokens, access_token: `${this.#tokens.access_token.slice(0, -8)}AAAAAAAA` };
  }

  async redirectToAuthorization(url) {
    this.asked.push(url.searchParams.get('scope'));
    const back = await this.#person.approve(CALLBACK, url);
    if (back.searchParams.get('state') !== this.#state) {
      throw new Error(`The answer is not ours: ${back}`);
    }
    this.answer = back.searchParams;
  }
}
