'use strict';

// Signs in with a passkey: puts what the authenticator answers into the button's form and sends it.
(() => {  const button = document.getElementById('passkey');
  if (!button || !window.PublicKeyCredential) {
    return;
  }
  const problem = document.getElementById('passkey-problem');
  const bytes = text => Uint8Array.from(
      atob(text.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0));
  const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer || [])))
      .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');  button.hidden = false;
  button.addEventListener('click', async () => {
    const form = button.form;
    problem.hidden = true;
    try {
      const used = await navigator.credentials.get({
        publicKey: {challenge: bytes(button.dataset.challenge), userVerification: 'required', timeout: 300000}
      });
      form.elements.namedItem('proof').value = JSON.stringify({
        credential_id: used.id,
        client_data: text(used.response.clientDataJSON),
        authenticator_data: text(used.response.authenticatorData),
        signature: text(used.response.signature),
        user_handle: text(used.response.userHandle)
      });      if (button.hasAttribute('formaction')) {
        form.action = button.formAction;
      }
      form.submit();
    } catch (refused) {
      problem.hidden = false;
    }
  });
})();
