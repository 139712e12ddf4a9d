"use strict";
// Fills the page from the API: whatever it says of keys is written as text, never as markup.
const root = document.documentElement;
const words = JSON.parse(root.dataset.words), roleNames = JSON.parse(root.dataset.roles);
const said = document.getElementById("said"), made = document.getElementById("made");
const day = new Intl.DateTimeFormat(root.lang, { dateStyle: "medium" });
const fill = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);
const rolesOf = (roles) => roles.map((role) => roleNames[role] ?? role).join(", ");

// The answer of the API, or a sentence of what is wrong.
const ask = async (method, path, body) => {
  said.textContent = "";
  const headers = body ? { "Content-Type": "application/json" } : {};
  const answer = await fetch(`../api/${path}`, { method, headers, body: body && JSON.stringify(body) }).catch(() => null);
  if (answer?.status === 401) location.assign(`sign-in?to=${encodeURIComponent(location.pathname)}`);
  if (answer?.ok) return answer.status === 204 ? {} : answer.json();
  const code = answer ? (await answer.json().catch(() => ({}))).error?.code : "away";
  said.textContent = words[code] ?? words.failed;
  throw new Error(said.textContent);
};

const tell = (key) => {
  document.getElementById("key").textContent = key;
  made.hidden = false;
  made.focus();
  made.scrollIntoView({ block: "nearest" });
};

const row = (key, everybody) => {
  const item = document.getElementById("row").content.cloneNode(true).firstElementChild;
  item.querySelector("strong").textContent = everybody && key.name !== key.owner ? `${key.owner} · ${key.name}` : key.name;
  item.querySelector(".prefix").textContent = `${key.prefix}…`;
  const facts = [rolesOf(key.roles)];
  if (key.scopes.length) facts.push(key.scopes.join(", "));
  facts.push(key.ends_at ? fill(key.is_good ? words.until : words.ended, { day: day.format(new Date(key.ends_at)) }) : words.forever);
  facts.push(key.last_used_at ? fill(words.used, { day: day.format(new Date(key.last_used_at)) }) : words.unused);
  item.querySelector(".facts").textContent = facts.join(" · ");
  item.classList.toggle("ended", !key.is_good);
  if (!key.is_good) item.querySelector(".acts").remove();
  for (const button of item.querySelectorAll("[data-does]")) {
    button.setAttribute("aria-label", `${button.textContent}: ${key.name} ${key.prefix}`);
    button.addEventListener("click", () => act[button.dataset.does](key));
  }
  return item;
};

const show = async (id, everybody) => {
  const part = document.getElementById(id);
  const keys = await ask("GET", everybody ? "keys?everybody=true" : "keys");
  part.querySelector(".keys").replaceChildren(...keys.map((key) => row(key, everybody)));
  const none = part.querySelector(".none");
  if (none) none.hidden = keys.length > 0;
  part.hidden = false;
};

let admin = false;
const refresh = async () => {
  await show("mine", false);
  if (admin) await show("everybody", true);
};
const act = {
  async rotate(key) {
    if (!confirm(fill(words.rotate, key))) return;
    tell((await ask("POST", `keys/${key.prefix}/rotate`, { hours: 24 })).key);
    await refresh();
  },
  async revoke(key) {
    if (!confirm(fill(words.revoke, key))) return;
    await ask("DELETE", `keys/${key.prefix}`);
    await refresh();
  },
};

for (const form of document.querySelectorAll("form.make")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = new FormData(form), body = { name: values.get("name"), days: Number(values.get("days")) };
    if ("everybody" in form.dataset) Object.assign(body, { owner: values.get("owner"), roles: values.getAll("roles") });
    if (body.roles && !body.roles.length) return void (said.textContent = words.no_role);
    form.inert = true;
    try {
      tell((await ask("POST", "keys", body)).key);
      form.reset();
      await refresh();
    } finally {
      form.inert = false;
    }
  });
}

document.querySelector("[data-copies]").addEventListener("click", async ({ target }) => {
  const key = document.getElementById("key");
  try {
    await navigator.clipboard.writeText(key.textContent);
    target.textContent = words.copied;
  } catch {
    getSelection().selectAllChildren(key); // without TLS a browser copies only what a hand has chosen
  }
});
document.querySelector("[data-signs-out]")?.addEventListener("click", async () => {
  await ask("DELETE", "session");
  for (const storage of [sessionStorage, localStorage]) storage.removeItem("user_id");
  location.assign("../api/session/end");
});

const start = async () => {
  const who = await ask("GET", "session");
  document.getElementById("user").textContent = who.user_id;
  document.getElementById("roles").textContent = rolesOf(who.roles);
  admin = who.roles.includes("admin") && who.scopes.includes("keys");
  if (who.scopes.includes("keys")) {
    // Whom the company's sign-in vouches for has no keys of their own.
    if (who.key.startsWith("lg_") || admin) await show("mine", false);
    if (admin) await show("everybody", true);
  }
};
start();
