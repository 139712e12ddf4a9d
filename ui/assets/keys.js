"use strict";
// Fills the page from the API: whatever it says of keys is written as text, never as markup.
const root = document.documentElement;
const { words, roles: roleNames, limits: limitNames, scopes: scopeNames } = Object.fromEntries(
  ["words", "roles", "limits", "scopes"].map((name) => [name, JSON.parse(root.dataset[name])]),
);
const said = document.getElementById("said"), made = document.getElementById("made"), done = document.getElementById("done");
const day = new Intl.DateTimeFormat(root.lang, { dateStyle: "medium" });
const fill = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);
const named = (names, those) => those.map((one) => names[one] ?? one).join(", ");
const limitsOf = (limits) =>
  Object.entries(limits).map(([name, value]) => fill(words.limit, { name: limitNames[name] ?? name, value: value ?? "∞" })).join(", ");

// What has been told ends what was begun, and is no error of the page.
class Told extends Error {}
addEventListener("unhandledrejection", (event) => event.reason instanceof Told && event.preventDefault());

// What the API answers, and its headers; what is wrong is told in a sentence.
const send = async (method, path, body) => {
  said.textContent = done.textContent = "";
  const headers = body ? { "Content-Type": "application/json" } : {};
  const answer = await fetch(`../api/${path}`, { method, headers, body: body && JSON.stringify(body) }).catch(() => null);
  if (answer?.status === 401) {
    location.assign(`sign-in?to=${encodeURIComponent(location.pathname)}`);
    await new Promise(() => {}); // nothing more happens here
  }
  const found = answer?.status === 204 ? {} : await answer?.json().catch(() => null);
  if (answer?.ok && found) return { found, headers: answer.headers };
  said.textContent = words[!answer || answer.ok ? "away" : found?.error?.code] ?? words.failed;
  throw new Told(said.textContent);
};
const ask = async (...given) => (await send(...given)).found;

const tell = (key) => {
  document.getElementById("key").textContent = key;
  made.hidden = false;
  made.focus();
  made.scrollIntoView({ block: "nearest" });
};

const factsOf = (key) => {
  const facts = [named(roleNames, key.roles)];
  if (key.scopes.length) facts.push(named(scopeNames, key.scopes));
  if (Object.keys(key.limits).length) facts.push(limitsOf(key.limits));
  facts.push(key.ends_at ? fill(key.is_good ? words.until : words.ended, { day: day.format(new Date(key.ends_at)) }) : words.forever);
  facts.push(key.last_used_at ? fill(words.used, { day: day.format(new Date(key.last_used_at)) }) : words.unused);
  if (key.is_good && key.replaced_by) facts.push(fill(words.replaced, { prefix: key.replaced_by }));
  return facts.join(" · ");
};

const copied = (id) => document.getElementById(id).content.cloneNode(true).firstElementChild;
let me = "";
const forms = new Map(); // those that are open, by the prefix of their key: a list that is drawn anew keeps what is typed
const put = (form, item, button) => {
  item.append(form);
  button.setAttribute("aria-expanded", "true");
};
const row = (key) => {
  const item = copied("row");
  item.querySelector("strong").textContent = key.name;
  item.querySelector(".prefix").textContent = `${key.prefix}…`;
  item.querySelector(".facts").textContent = factsOf(key);
  item.classList.toggle("ended", !key.is_good);
  if (key.owner === me) item.querySelector("[data-does=change]").remove();
  if (!key.is_good) item.querySelector(".acts").remove();
  else if (key.replaced_by) for (const name of ["change", "rotate"]) item.querySelector(`[data-does=${name}]`)?.remove();
  for (const button of item.querySelectorAll("[data-does]")) {
    button.setAttribute("aria-label", `${button.textContent}: ${key.name} ${key.prefix}`);
    button.addEventListener("click", () => act[button.dataset.does](key, button, item));
  }
  const form = forms.get(key.prefix), button = item.querySelector("[data-does=change]");
  if (form && button) put(form, item, button);
  return item;
};

const mine = document.getElementById("mine"), everybody = document.getElementById("everybody");
const showMine = async () => {
  const keys = await ask("GET", "keys");
  mine.querySelector(".keys").replaceChildren(...keys.map(row));
  mine.querySelector(".none").hidden = keys.length > 0;
  mine.hidden = false;
};

let keys = [];
const finds = everybody.querySelector("[data-finds]"), ended = everybody.querySelector("[data-ended]");
const showPeople = () => {
  const wanted = finds.value.trim().toLowerCase(), people = new Map();
  for (const key of keys) {
    const fits = [key.owner, key.name, key.prefix].some((text) => text.toLowerCase().includes(wanted));
    if (!fits || !(key.is_good || ended.checked)) continue;
    if (!people.has(key.owner)) people.set(key.owner, copied("person"));
    const item = people.get(key.owner);
    item.querySelector("h3").textContent = key.owner;
    item.querySelector(".keys").append(row(key));
  }
  const names = [...people.keys()].sort(new Intl.Collator(root.lang).compare);
  everybody.querySelector(".people").replaceChildren(...names.map((name) => people.get(name)));
  everybody.querySelector(".none").hidden = names.length > 0;
};
finds.addEventListener("input", showPeople);
ended.addEventListener("change", showPeople);
const showEverybody = async () => {
  keys = await ask("GET", "keys?everybody=true");
  showPeople();
  everybody.hidden = false;
};

let own = false, admin = false;
let refreshed = Promise.resolve(); // one after another: what was asked last is shown last
const refresh = () => {
  refreshed = refreshed.catch(() => {}).then(async () => {
    if (own) await showMine();
    if (admin) await showEverybody();
  });
  return refreshed;
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
  change(key, button, item) {
    const open = forms.get(key.prefix);
    if (open) return open.querySelector("[data-cancels]").click();
    const form = copied("change");
    form.setAttribute("aria-label", `${button.textContent}: ${key.owner} ${key.prefix}`);
    form.elements.name.value = key.name;
    for (const box of form.querySelectorAll("[type=checkbox]")) box.checked = key[box.name].includes(box.value);
    for (const field of form.querySelectorAll("[data-limit]")) if (field.name in key.limits) field.value = key.limits[field.name] ?? "∞";
    const close = () => {
      const its = form.parentElement.querySelector("[data-does=change]");
      forms.delete(key.prefix);
      form.remove();
      its.setAttribute("aria-expanded", "false");
      its.focus();
    };
    form.querySelector("[data-cancels]").addEventListener("click", close);
    form.addEventListener("keydown", (event) => event.key === "Escape" && close());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      save(key, form);
    });
    forms.set(key.prefix, form);
    put(form, item, button);
    form.elements.name.focus();
  },
};

const plain = (value) =>
  JSON.stringify(typeof value === "string" ? value : Array.isArray(value) ? [...value].sort() : Object.entries(value).sort());
const save = async (key, form) => {
  const values = new FormData(form), limits = {};
  for (const { name, value } of form.querySelectorAll("[data-limit]"))
    if (value) limits[name] = value === "∞" ? null : Number(value.replace(",", "."));
  const wanted = { name: values.get("name"), roles: values.getAll("roles"), scopes: values.getAll("scopes"), limits };
  if (!wanted.roles.length) return void (said.textContent = words.no_role);
  // What is as it was is not sent: the API may allow less by now than a key has.
  const body = Object.fromEntries(Object.entries(wanted).filter(([name, value]) => plain(value) !== plain(key[name])));
  form.inert = true;
  try {
    await ask("PATCH", `keys/${key.prefix}`, body);
    forms.delete(key.prefix);
    await refresh();
    done.textContent = words.saved;
    everybody.querySelector(`[data-does=change][aria-label$="${key.prefix}"]`)?.focus();
  } finally {
    form.inert = false;
  }
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
  me = who.user_id;
  document.getElementById("user").textContent = who.user_id;
  document.getElementById("tenant").textContent = who.tenant;
  document.getElementById("roles").textContent = named(roleNames, who.roles);
  admin = who.roles.includes("admin") && who.scopes.includes("keys");
  // Whom the company's sign-in vouches for has no keys of their own.
  own = who.scopes.includes("keys") && (who.key.startsWith("lg_") || admin);
  await refresh();
  jobs.hidden = !(admin && who.scopes.includes("erase"));
  if (who.scopes.includes("audit")) await showTrail();
};
