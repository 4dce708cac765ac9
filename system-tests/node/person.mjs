// Somebody who signs in where asked and approves what an app asks for, as the page shows it.
import { Browser } from './browser.mjs';

export class Person {
  #email;
  #password;
  #browser = new Browser();
  consents = 0;

  constructor(email, password) {
    this.#email = email;
    this.#password = password;
  }

  /** Follows `start` through sign-in and consent; answers the address below `callback` to which it leads. */
  approve(callback, start) {
    return this.#browser.reach(callback, start.toString(), (forms, html) => this.#fillIn(forms, html));
  }

  /** The same for a code of a device, which ends with a page. */
  enter(verification) {
    return this.#browser.settle(verification, (forms, html) => this.#fillIn(forms, html));
  }

  #fillIn(forms, html) {
    const asks = (name) => forms.find((form) => form.inputs.some((input) => input.name === name));
    const signIn = asks('password');
    if (signIn) {
      return { ...signIn, fields: [...signIn.fields, ['email', this.#email], ['password', this.#password]] };
    }
    const consent = asks('decision');
    if (!consent) {
      throw new Error(`Neither sign-in nor consent: ${html}`);
    }
    this.consents++;
    return { ...consent, fields: [...consent.fields, ['decision', 'approve']] };
  }
}
