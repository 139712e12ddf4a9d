"use strict";
// Exchanges the key for a session, then goes on to where the visitor wanted to go, if that is of this page.
const form = document.querySelector("form"), said = document.getElementById("said"), key = document.getElementById("key");
const home = new URL("./", location.href), wanted = new URLSearchParams(location.search).get("to") ?? "";
const next = URL.canParse(wanted, home) ? new URL(wanted, home) : home;
const isOurs = next.origin === home.origin && next.pathname.startsWith(home.pathname);
const company = document.querySelector(".company");
if (company && isOurs) company.search = new URLSearchParams({ to: next.pathname + next.search });

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  said.textContent = "";
  form.inert = true;
  try {
    const body = JSON.stringify({ key: key.value.trim() });
    const answer = await fetch("../api/session", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    if (answer.ok) {
      const { user_id: id } = await (await fetch("../api/session")).json();
      for (const storage of [sessionStorage, localStorage]) storage.setItem("user_id", id);
      return location.replace(isOurs ? next : home);
    }
    said.textContent = answer.status < 500 ? form.dataset.unknown : form.dataset.away;
  } catch {
    said.textContent = form.dataset.away;
  }
  form.inert = false;
  key.select();
});

for (const link of document.querySelectorAll("[data-language]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `language=${link.dataset.language}; path=/; max-age=31536000; samesite=lax${secure}`;
    location.reload();
  });
}

// A one-time link: what it says stands behind #, and is told to nobody before somebody presses the button.
const invitation = new URLSearchParams(location.hash.slice(1)).get("invitation");
const guest = document.querySelector(".invitation"), told = document.querySelector(".told");
const complaint = guest.querySelector(".said");
if (invitation) {
  form.hidden = true;
  guest.hidden = false;
}
guest.querySelector("button").addEventListener("click", async ({ target }) => {
  target.disabled = true;
  complaint.textContent = "";
  const body = JSON.stringify({ invitation }), headers = { "Content-Type": "application/json" };
  const answer = await fetch("../api/session/invitation", { method: "POST", headers, body }).catch(() => null);
  const made = answer?.ok && await answer.json().catch(() => null);
  target.disabled = false;
  if (!made) return void (complaint.textContent = answer?.status < 500 ? guest.dataset.used : guest.dataset.away);
  told.querySelector("code").textContent = made.key;
  history.replaceState(null, "", location.pathname);
  guest.hidden = true;
  told.hidden = false;
  told.focus();
});
told.querySelector("button").addEventListener("click", async ({ target }) => {
  const text = told.querySelector("code");
  try {
    await navigator.clipboard.writeText(text.textContent);
    target.textContent = target.dataset.copied;
  } catch {
    getSelection().selectAllChildren(text); // without TLS a browser copies only what a hand has chosen
  }
});
