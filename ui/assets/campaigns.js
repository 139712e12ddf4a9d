// Campaigns: a table or a few choices become rows, which the API checks and takes, and the one that is open is followed.
const KINDS = { json: "application/json", jsonl: "application/jsonl" };
const MOST_ROWS = 10000, MOST_FAULTS = 20, SEEDS = 2 ** 32, STEP = 8; // `strict` tries the seeds after its own
const campaignForm = () => document.querySelector("form.campaign");
const drawn = () => crypto.getRandomValues(new Uint32Array(1))[0];
let firstSeed = drawn();
let orderKey = ""; // one for each order, so that pressing twice on a bad line does not order twice
let started = false; // just now, and not seen yet

const listed = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);
const some = (found) => found.length ? found : [""];
const combined = (lists) => lists.reduce((all, list) => all.flatMap((one) => list.map((next) => [...one, next])), [[]]);
// What has been chosen, in every combination; each variant has the same seed in all of them. Too many are not made at all.
const rowsOf = (said) => {
  const first = said.get("seed") ? Number(said.get("seed")) : firstSeed;
  const variants = Math.max(1, Math.min(MOST_ROWS, Number(said.get("variants")) || 1));
  const lists = [
    some(listed(said.get("ideas"))), some(said.getAll("product")), some(said.getAll("sex")),
    some(said.get("ages").match(/\d+/g) ?? []), some(said.getAll("size")), [...Array(variants).keys()],
  ];
  if (lists.reduce((count, { length }) => count * length, 1) > MOST_ROWS) return null;
  const base = JSON.parse(said.get("base") || "{}"), ideas = lists[0];
  const copy = Object.fromEntries(["headline", "subline", "cta", "legal"].map((name) => [name, said.get(name).trim()]).filter(([, text]) => text));
  return combined(lists).map(([words, product, sex, age, size, variant]) => {
    const [width, height] = size.split("×").map(Number), advertised = Object.keys(copy).length > 0;
    const given = { custom_prompt: words, product, sex, age: age && Number(age), ...(!advertised && { width, height }) };
    const ad = advertised && { ...copy, ...(size && { formats: [size.replace("×", "x")] }) }; // its layout says how large the picture is
    const facts = Object.fromEntries(Object.entries(given).filter(([, value]) => value));
    const names = [ideas.length > 1 && `${ideas.indexOf(words) + 1}`, product, sex, age, size.replace("×", "x"), variants > 1 && `v${variant + 1}`];
    const custom_id = names.filter(Boolean).join("-");
    return { ...base, metadata: { ...base.metadata, ...facts }, seed: (first + variant * STEP) % SEEDS, ...(ad && { ad }), ...(custom_id && { custom_id }) };
  });
};
// Excel for Windows saves Russian tables in an encoding of its own.
const textOf = async (file) => {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1251").decode(bytes);
  }
};
const bodyOf = async (said) => {
  const file = said.get("table");
  if (!file?.size) return [KINDS.json, JSON.stringify({ rows: rowsOf(said) ?? [] })];
  return [KINDS[file.name.split(".").pop().toLowerCase()] ?? "text/csv", await textOf(file)];
};
// The API's answer to the rows of the form; `dry`: what they would be.
const order = async (dry, user) => {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))); // the form may just be redrawn
  const form = campaignForm();
  if (!form || !user) return { status: form ? "0" : "", answer: "" };
  const said = new FormData(form), query = new URLSearchParams({ user_id: user });
  if (said.get("name")) query.set("name", said.get("name"));
  if (dry) query.set("dry_run", "true");
  else orderKey ||= `${drawn()}-${drawn()}`;
  try {
    const [type, body] = await bodyOf(said);
    const headers = { "Content-Type": type, ...(!dry && { "Idempotency-Key": orderKey }) };
    const answer = await fetch(`${words.jobs}?${query}`, { method: "POST", headers, body });
    if (!dry && answer.ok) [started, orderKey, firstSeed] = [true, "", drawn()];
    return shortened(String(answer.status), await answer.text());
  } catch {
    return { status: "0", answer: "" };
  }
};
// Thousands of faults are more than the page can take.
const shortened = (status, answer) => {
  if (status !== "200") return { status, answer };
  const check = JSON.parse(answer), errors = `${check.errors.length}`;
  return { status, errors, answer: JSON.stringify({ ...check, errors: check.errors.slice(0, MOST_FAULTS) }) };
};
const planAnew = () => {
  orderKey = "";
  document.querySelector("#campaign-form [data-event=plan]")?.click();
};
document.addEventListener("change", ({ target }) => {
  const form = target.closest?.("form.campaign");
  if (!form) return;
  if (target.type === "file") showTable(form);
  planAnew();
});
const showTable = (form) => {
  const [file] = form.elements.table.files, told = form.querySelector("[data-file]");
  told.textContent = file?.name ?? told.dataset.file;
  form.querySelector("[data-drops]").hidden = !file;
  form.querySelector(".choices").inert = Boolean(file);
};
document.addEventListener("click", ({ target }) => {
  const source = target.closest?.("[data-picks],[data-drops],[data-forgets]"), form = source?.form;
  if (!source) return;
  if (source.dataset.picks) for (const box of form.querySelectorAll(`[name=${source.dataset.picks}]`)) box.checked = true;
  if ("drops" in source.dataset) {
    form.elements.table.value = "";
    showTable(form);
  }
  if ("forgets" in source.dataset) {
    form.elements.base.value = form.elements.seed.value = "";
    source.closest(".like").hidden = true;
  }
  planAnew();
});

// The open campaign tells when something has changed. A page that nobody sees does not listen: browsers allow few connections.
let listening = null;
const hangUp = () => {
  listening?.events.close();
  listening = null;
};
// A button that is redrawn between press and release hears no click.
let pressing = false, due = false;
const progress = () => {
  due = pressing;
  if (!pressing) document.querySelector("#campaign [data-event=progress]")?.click();
};
for (const kind of ["pointerdown", "pointerup", "pointercancel"]) {
  document.addEventListener(kind, () => {
    pressing = kind === "pointerdown";
    if (!pressing && due) setTimeout(progress);
  });
}
const listen = () => {
  const address = document.querySelector("#campaign [data-follows]")?.dataset.follows;
  if (listening?.address !== address) hangUp();
  if (!address || listening || document.hidden) return;
  listening = { address, events: new EventSource(address) };
  listening.events.addEventListener("progress", progress);
};
const follow = (element) => {
  if (element.matches("#campaign, #campaign *")) {
    listen();
    const open = started && element.querySelector(".campaign-open");
    if (open && !seen(open)) open.scrollIntoView({ block: "start" });
    started &&= !open;
  }
  // A redraw leaves in a field what was typed there.
  if (element.matches("#campaign-form, #campaign-form *") && campaignForm()) {
    campaignForm().reset();
    showTable(campaignForm());
  }
};
document.addEventListener("visibilitychange", () => document.hidden ? hangUp() : listen());
