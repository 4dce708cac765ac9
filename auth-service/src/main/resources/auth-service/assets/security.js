'use strict';

// Makes a passkey: puts what the authenticator answers into the form and sends it.
(() => {
  const form = document.getElementById('passkey');
  if (!form || !window.PublicKeyCredential) {
    return;
  }
  const problem = document.getElementById('passkey-problem');
  const bytes = text => Uint8Array.from(
      atob(text.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0));
  const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  form.hidden = false;
  document.getElementById('passkey-unable').hidden = true;
  form.addEventListener('submit', async event => {
    event.preventDefault();
    problem.hidden = true;
    const known = form.dataset.known.split(' ').filter(id => id !== '');
    try {
      const made = await navigator.credentials.create({
        publicKey: {
          challenge: bytes(form.dataset.challenge),
          rp: {name: 'Watchbill'},
          user: {id: bytes(form.dataset.user), name: form.dataset.email, displayName: form.dataset.name},
          pubKeyCredParams: [-7, -8, -257].map(alg => ({type: 'public-key', alg})),
          authenticatorSelection: {
            residentKey: 'required', requireResidentKey: true, userVerification: 'required'
          },
          attestation: 'none',
          excludeCredentials: known.map(id => ({type: 'public-key', id: bytes(id)})),
          timeout: 300000
        }
      });
      form.elements.namedItem('proof').value = JSON.stringify({
        client_data: text(made.response.clientDataJSON),
        attestation: text(made.response.attestationObject)
      });
      form.submit();
    } catch (refused) {
      problem.hidden = false;
    }
  });
})();
