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
    return this.#browser.reach(callback, start.toString(), (forms, html) => {
      const filled = this.#fillIn(forms);
      if (!filled) {
        throw new Error(`Neither sign-in nor consent: ${html}`);
      }
      return filled;
    });
  }

  /** Follows the address that a device shows, which has its code in it; answers the page at the end. */
  enter(verification) {
    return this.#browser.settle(verification, (forms) => this.#fillIn(forms));
  }

  #fillIn(forms) {
    const asks = (name) => forms.find((form) => form.inputs.some((input) => input.name === name));
    const signIn = asks('password');
    if (signIn) {
      return { ...signIn, fields: [...signIn.fields, ['email', this.#email], ['password', this.#password]] };
    }
    const device = asks('user_code');
    if (device) {
      const { value } = device.inputs.find((input) => input.name === 'user_code');
      return { ...device, fields: [...device.fields, ['user_code', value]] };
    }
    const consent = asks('decision');
    if (consent) {
      this.consents++;
      return { ...consent, fields: [...consent.fields, ['decision', 'approve']] };
    }
    return undefined;
  }
}
