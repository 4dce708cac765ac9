// usage: node relying-party.mjs <issuer> <resource> <email> <password> <client id> <client secret> <step...>
// What oauth4webapi, which believes nothing, makes of the server: runs the steps as a client that registered itself and as
// the confidential client named, for a device as the client that the document at CLIENT_DOCUMENT describes, and prints as
// one line of JSON what each saw.
import * as oauth from 'oauth4webapi';
import { Person } from './person.mjs';

const [issuer, resource, email, password, clientId, clientSecret, ...steps] = process.argv.slice(2);
const CALLBACK = 'http://127.0.0.1:49153/callback';
const open = { [oauth.allowInsecureRequests]: true };
const person = new Person(email, password);
const server = await discover('oauth2');
const openid = await discover('oidc');
const registered = await register();
const confidential = { client_id: clientId };
const described = { client_id: process.env.CLIENT_DOCUMENT };
const proof = oauth.ClientSecretBasic(clientSecret);

async function discover(algorithm) {
  const response = await oauth.discoveryRequest(new URL(issuer), { algorithm, ...open });
  return oauth.processDiscoveryResponse(new URL(issuer), response);
}

async function register() {
  const metadata = {
    client_name: 'Relying party',
    redirect_uris: [CALLBACK],
    token_endpoint_auth_method: 'none',
  };
  const response = await oauth.dynamicClientRegistrationRequest(server, metadata, open);
  return oauth.processDynamicClientRegistrationResponse(response);
}

/** Sends somebody to the authorization endpoint, pushed or not, and redeems the code. */
async function signIn(client, authentication, scope, pushed) {
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const nonce = scope.includes('openid') ? oauth.generateRandomNonce() : undefined;
  const parameters = {
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope,
    state,
    resource,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(nonce ? { nonce } : {}),
  };
  const query = pushed ? await push(client, authentication, parameters) : parameters;
  const back = await person.approve(CALLBACK, `${server.authorization_endpoint}?${new URLSearchParams(query)}`);
  const answer = oauth.validateAuthResponse(openid, client, back, state);
  const response = await oauth.authorizationCodeGrantRequest(openid, client, authentication, answer, CALLBACK, verifier, open);
  return oauth.processAuthorizationCodeResponse(openid, client, response,
    nonce ? { expectedNonce: nonce, requireIdToken: true } : {});
}

async function push(client, authentication, parameters) {
  const response = await oauth.pushedAuthorizationRequest(server, client, authentication, parameters, open);
  const { request_uri } = await oauth.processPushedAuthorizationResponse(server, client, response);
  return { client_id: client.client_id, request_uri };
}

async function refresh(client, authentication, token) {
  const response = await oauth.refreshTokenGrantRequest(openid, client, authentication, token, open);
  return oauth.processRefreshTokenResponse(openid, client, response);
}

async function revoke(client, authentication, token) {
  const response = await oauth.revocationRequest(server, client, authentication, token, open);
  return oauth.processRevocationResponse(response);
}

async function introspect(token) {
  const response = await oauth.introspectionRequest(server, confidential, proof, token, open);
  return oauth.processIntrospectionResponse(server, confidential, response);
}

/** The error code with which the server refuses; an error when it does not. */
async function refusal(step) {
  try {
    await step();
  } catch (error) {
    return error.error ?? error.cause?.error ?? String(error);
  }
  throw new Error('Not refused');
}

const STEPS = {
  async code() {
    const tokens = await signIn(registered, oauth.None(), 'schedule:read', false);
    const next = await refresh(registered, oauth.None(), tokens.refresh_token);
    return { scope: tokens.scope, lives: tokens.expires_in, rotated: next.refresh_token !== tokens.refresh_token };
  },

  async openid() {
    const tokens = await signIn(registered, oauth.None(), 'openid profile email', false);
    const { sub } = oauth.getValidatedIdTokenClaims(tokens);
    const response = await oauth.userInfoRequest(openid, registered, tokens.access_token, open);
    const { email: address, name } = await oauth.processUserInfoResponse(openid, registered, sub, response);
    return { sub, email: address, name };
  },

  async pushed() {
    const tokens = await signIn(registered, oauth.None(), 'schedule:read', true);
    return { scope: tokens.scope };
  },

  async confidential() {
    const tokens = await signIn(confidential, proof, 'openid schedule:read', true);
    const next = await refresh(confidential, proof, tokens.refresh_token);
    return { scope: tokens.scope, rotated: next.refresh_token !== tokens.refresh_token };
  },

  async revoke() {
    const tokens = await signIn(registered, oauth.None(), 'schedule:read', false);
    await revoke(registered, oauth.None(), tokens.refresh_token);
    return { refresh: await refusal(() => refresh(registered, oauth.None(), tokens.refresh_token)) };
  },

  async introspect() {
    const tokens = await signIn(registered, oauth.None(), 'schedule:read', false);
    const before = await introspect(tokens.access_token);
    await revoke(registered, oauth.None(), tokens.access_token);
    return { before: before.active, after: await introspect(tokens.access_token), garbage: await introspect('garbage') };
  },

  async program() {
    const response = await oauth.clientCredentialsGrantRequest(server, confidential, proof, { scope: 'schedule:read', resource }, open);
    const tokens = await oauth.processClientCredentialsResponse(server, confidential, response);
    return { scope: tokens.scope, refreshes: 'refresh_token' in tokens };
  },

  async device() {
    const response = await oauth.deviceAuthorizationRequest(server, described, oauth.None(), { scope: 'schedule:read', resource }, open);
    const device = await oauth.processDeviceAuthorizationResponse(server, described, response);
    const poll = async () => oauth.processDeviceCodeResponse(openid, described,
      await oauth.deviceCodeGrantRequest(openid, described, oauth.None(), device.device_code, open));
    const early = await refusal(poll);
    await person.enter(device.verification_uri_complete);
    await new Promise((resume) => setTimeout(resume, ((device.interval ?? 5) + 1) * 1000));
    return { early, scope: (await poll()).scope };
  },
};

const seen = {};
for (const step of steps) {
  try {
    seen[step] = await STEPS[step]();
  } catch (error) {
    throw new Error(`${step}: ${error} ${JSON.stringify(error.cause ?? '')}`, { cause: error });
  }
}
console.log(JSON.stringify(seen));
