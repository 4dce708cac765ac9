// A person's browser without scripts: cookies, redirects, forms.

export class Browser {
  #cookies = new Map();

  /** Opens pages until one leads to an address that starts with `callback`; `fillIn(form)` answers each form. */
  async reach(callback, start, fillIn) {
    let response = await this.#send(start, {});
    for (let step = 0; step < 20; step++) {
      const html = await response.text();
      const next = leavesTo(response, html);
      if (next?.toString().startsWith(callback)) {
        return next;
      }
      response = next
        ? await this.#send(next, {})
        : await this.#submit(fillIn(formsOf(html, response.url), html));
    }
    throw new Error(`The pages do not lead to ${callback}`);
  }

  /** Opens pages and answers their forms with `fillIn(form)` until one has none; answers its text. */
  async settle(start, fillIn) {
    let response = await this.#send(start, {});
    for (let step = 0; step < 20; step++) {
      const html = await response.text();
      const next = leavesTo(response, html);
      const form = next ? undefined : fillIn(formsOf(html, response.url), html);
      if (!next && !form) {
        return html;
      }
      response = next ? await this.#send(next, {}) : await this.#submit(form);
    }
    throw new Error('The pages do not end');
  }

  #submit(form) {
    return this.#send(form.action, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(form.action).origin },
      body: new URLSearchParams(form.fields).toString(),
    });
  }

  async #send(url, init) {
    const jar = this.#jar(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', ...init.headers, ...(cookie ? { cookie } : {}) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (/max-age=0/i.test(line)) {
        jar.delete(name);
      } else {
        jar.set(name, value);
      }
    }
    return response;
  }

  #jar(url) {
    const host = new URL(url).host;
    if (!this.#cookies.has(host)) {
      this.#cookies.set(host, new Map());
    }
    return this.#cookies.get(host);
  }
}

function leavesTo(response, html) {
  const location = response.headers.get('location');
  if (location) {
    return new URL(location, response.url);
  }
  const refresh = /<meta[^>]*http-equiv="refresh"[^>]*content="[^"]*url=([^"]+)"/i.exec(html);
  return refresh ? new URL(unescape(refresh[1]), response.url) : undefined;
}

/** Every form as `{action, fields, inputs}`: fields are what is sent untouched, inputs everything that is there. */
function formsOf(html, base) {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gis)].map(([, head, content]) => {
    const inputs = [...content.matchAll(/<(?:input|button)\b([^>]*)>/gis)].map(([, text]) => attributesOf(text));
    const fields = inputs
      .filter((input) => input.name && (input.type === 'hidden' || 'checked' in input))
      .map(({ name, value }) => [name, value ?? '']);
    return { action: new URL(attributesOf(head).action || base, base).toString(), fields, inputs };
  });
}

function attributesOf(text) {
  return Object.fromEntries(
    [...text.matchAll(/([a-z-]+)(?:="([^"]*)")?/gi)].map(([, name, value]) => [name.toLowerCase(), unescape(value ?? '')]),
  );
}

function unescape(text) {
  return text
    .replaceAll('&quot;', '"').replaceAll('&#34;', '"').replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
