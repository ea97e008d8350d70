// Asks the browser for a passkey and sends its answer with the form around. Without it the form goes on as it is.
"use strict";

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

async function ask(way, options) {
  const asked = { ...options, challenge: bytes(options.challenge) };
  if (way === "create") {
    asked.user = { ...options.user, id: bytes(options.user.id) };
    asked.excludeCredentials = known(options.excludeCredentials);
    return navigator.credentials.create({ publicKey: asked });
  }
  asked.allowCredentials = known(options.allowCredentials);
  return navigator.credentials.get({ publicKey: asked });
}

function told(made) {
  const response = { clientDataJSON: text(made.response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (made.response[part]) response[part] = text(made.response[part]);
  }
  return JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response });
}

for (const place of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  const [form, button, alert] = [place.closest("form"), place.querySelector("button"), place.querySelector("[role=alert]")];
  place.hidden = false;
  button.addEventListener("click", async () => {
    alert.hidden = true;
    try {
      const made = await ask(place.dataset.passkey, JSON.parse(place.dataset.options));
      place.querySelector("input").value = told(made);
      form.submit();
    } catch {
      alert.hidden = false;
    }
  });
}
