// The client's OAuth side: keeps what the server gave and lets a scripted person sign in and consent.
import { randomUUID } from 'node:crypto';
import { Browser } from './browser.mjs';

const CALLBACK = 'http://127.0.0.1:49152/callback';

export class ScriptedProvider {
  #person;
  #browser = new Browser();
  #client;
  #tokens;
  #verifier;
  #state;
  answer;
  consents = 0;

  constructor(person) {
    this.#person = person;
  }

  get redirectUrl() { return CALLBACK; }
  get clientMetadata() {
    return {
      client_name: 'TypeScript client test',
      redirect_uris: [CALLBACK],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    };
  }
  state() { return (this.#state = randomUUID()); }
  clientInformation() { return this.#client; }
  saveClientInformation(client) { this.#client = client; }
  tokens() { return this.#tokens; }
  saveTokens(tokens) { this.#tokens = tokens; }
  saveCodeVerifier(verifier) { this.#verifier = verifier; }
  codeVerifier() { return this.#verifier; }

  async redirectToAuthorization(url) {
    const back = await this.#browser.reach(CALLBACK, url.toString(), (forms, html) => this.#fillIn(forms, html));
    if (back.searchParams.get('state') !== this.#state) {
      throw new Error(`The answer is not ours: ${back}`);
    }
    this.answer = back.searchParams;
  }

  #fillIn(forms, html) {
    const asks = (name) => forms.find((form) => form.inputs.some((input) => input.name === name));
    const signIn = asks('password');
    if (signIn) {
      return { ...signIn, fields: [...signIn.fields, ['email', this.#person.email], ['password', this.#person.password]] };
    }
    const consent = asks('decision');
    if (!consent) {
      throw new Error(`Neither sign-in nor consent: ${html}`);
    }
    this.consents++;
    return { ...consent, fields: [...consent.fields, ['decision', 'approve']] };
  }
}
