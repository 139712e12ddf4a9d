// The trail as a table, page by page: whatever it says is written as text.
const trail = document.getElementById("trail"), filters = trail.querySelector("form"), more = trail.querySelector("[data-more]");
const moment = new Intl.DateTimeFormat(root.lang, { dateStyle: "medium", timeStyle: "medium" });
const deeds = Object.fromEntries([...trail.querySelectorAll("option")].map((one) => [one.value, one.textContent]));
const columns = [...trail.querySelectorAll("th")].map((one) => one.textContent);
const PLAIN = {
  roles: (value) => named(roleNames, value) || words.nothing,
  scopes: (value) => named(scopeNames, value) || words.nothing,
  limits: (value) => limitsOf(value) || words.nothing,
};

const detailsOf = ({ before = {}, ...detail }) =>
  Object.entries(detail).filter(([, value]) => value?.length !== 0).map(([name, value]) => {
    const plain = PLAIN[name] ?? ((one) => String(one));
    return name in before ? fill(words.before, { now: plain(value), before: plain(before[name]) }) : plain(value);
  });

const cell = (text, label, small) => {
  const made = document.createElement("td");
  made.setAttribute("role", "cell");
  made.dataset.label = label;
  made.textContent = text;
  if (small) {
    const note = document.createElement("small");
    note.textContent = small;
    made.append(note);
  }
  return made;
};

const line = (event) => {
  const made = document.createElement("tr");
  made.setAttribute("role", "row");
  const texts = [
    [moment.format(new Date(event.at))],
    [event.who || words.unknown, event.key],
    [deeds[event.what] ?? event.what, detailsOf(event.detail).join(" · ")],
    [event.about],
    [event.status || ""],
    [event.address],
  ];
  made.append(...texts.map(([text, small], index) => cell(text, columns[index], small)));
  made.classList.toggle("refused", event.status >= 400);
  return made;
};

let asked = 0;
const show = async (path, add) => {
  const turn = ++asked;
  if (!add) more.hidden = true; // it leads on from lines that are about to go
  const { found, headers } = await send("GET", path);
  if (turn !== asked) return;
  const body = trail.querySelector("tbody"), lines = found.map(line);
  if (add) body.append(...lines);
  else body.replaceChildren(...lines);
  const next = /\/api\/(audit\?[^>]*)>; rel="next"/.exec(headers.get("Link") ?? "");
  more.hidden = !next;
  more.dataset.path = next?.[1] ?? "";
  trail.querySelector(".none").hidden = body.children.length > 0;
  trail.querySelector("table").hidden = !body.children.length;
};

// Days of this device, the last one included.
const begin = (text, after = 0) => {
  const [year, month, date] = text.split("-").map(Number);
  return new Date(year, month - 1, date + after).toISOString();
};
const showTrail = async () => {
  const values = Object.fromEntries([...new FormData(filters)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));
  if (values.since) values.since = begin(values.since);
  if (values.until) values.until = begin(values.until, 1);
  const deed = Object.entries(deeds).find(([, name]) => name === values.what);
  if (deed) [values.what] = deed;
  await show(`audit?${new URLSearchParams(values)}`, false);
  trail.hidden = false;
};
filters.addEventListener("submit", (event) => {
  event.preventDefault();
  showTrail();
});
more.addEventListener("click", () => show(more.dataset.path, true));
start();
