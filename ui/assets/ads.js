// An advertisement: texts over a picture, set by the API while they are typed. Nothing is painted; kept is what somebody keeps.
const UNHURRIED = 700; // milliseconds after the advertisement is set: only then the other layouts
const TEXTS = ["headline", "subline", "cta", "legal"];
const dialog = () => document.getElementById("ad");
const part = (selector) => dialog().querySelector(selector);
const NOTHING = { faults: [], warnings: [] };
const advert = { words: null, known: null, image: "", copy: {}, kept: false, told: "", setting: false, again: false, thumbing: null, thumbs: new Map() };

const said = () => Object.fromEntries(TEXTS.map((name) => [name, part("form").elements[name].value]));
const request = (formats, layout) =>
  ({ image: advert.image, ad: { ...advert.copy, ...said(), formats, ...(layout && { layout }) }, output_format: "jpeg" });
const draft = (formats, layout) => ({ ...request(formats, layout), draft: true });
// The API's answer once it is there to its end, or what it is like when there is none.
const compose = async (body, accept, signal) => {
  const headers = { "Content-Type": "application/json", Accept: accept };
  try {
    const answer = await fetch(`${advert.words.api}/ads`, { method: "POST", headers, body: JSON.stringify(body), signal });
    return new Response(await answer.blob(), answer);
  } catch (error) {
    if (signal?.aborted) throw error;
    return Response.json({ error: { code: "unreachable", details: [] } }, { status: 503 });
  }
};
const format = () => part("[name=format]:checked")?.value;
const layout = () => part("[name=layout]:checked")?.value ?? "";
const fitting = (name) => advert.known.layouts.filter(({ formats }) => formats.some((one) => one.format === name));
// A layout that was chosen gives way to another in formats that it does not fit.
const formats = () => advert.known.formats.map(({ name }) => name).filter((name) => fitting(name).length);

const pick = (name, value, title, more) => {
  const label = Object.assign(document.createElement("label"), { className: "pick" });
  const input = Object.assign(document.createElement("input"), { type: "radio", name, value });
  const span = Object.assign(document.createElement("span"), { textContent: title });
  if (more) span.append(" ", more);
  label.append(input, span);
  return label;
};
const offerFormats = () => {
  const sizes = advert.known.formats.map(({ name, title, width, height }) => {
    const size = Object.assign(document.createElement("small"), { textContent: `${width}×${height}` });
    const label = pick("format", name, title, size);
    label.style.setProperty("--aspect", width / height);
    return label;
  });
  part(".ad-formats .picks").replaceChildren(...sizes);
  sizes[0].firstChild.checked = true;
};
const offerLayouts = () => {
  const chosen = layout();
  const some = fitting(format()).map(({ name, title }) => pick("layout", name, title));
  const all = [pick("layout", "", advert.words.best), ...some];
  part(".ad-layouts .picks").replaceChildren(...all);
  (all.find(({ firstChild: one }) => one.value === chosen) ?? all[0]).firstChild.checked = true;
  showThumbs();
};
// One's own picture in every layout, as it is with these texts; until that has come, as it was with others.
const showThumbs = () => {
  for (const input of dialog().querySelectorAll("[name=layout]")) {
    const thumb = advert.thumbs.get(`${format()} ${input.value}`), room = input.nextSibling;
    input.parentElement.classList.toggle("roomless", Boolean(thumb?.roomless));
    if (!thumb?.src || room.querySelector("img")?.src === thumb.src) continue;
    room.querySelector("img")?.remove();
    room.prepend(Object.assign(new Image(), { src: thumb.src, alt: "" }));
  }
};
const bringThumbs = async (signal) => {
  const wanted = format(), texts = JSON.stringify(said());
  for (const { name } of fitting(wanted)) {
    if (signal.aborted || !dialog().open) return;
    const key = `${wanted} ${name}`, before = advert.thumbs.get(key);
    if (before?.texts === texts) continue;
    const answer = await compose({ ...draft([wanted], name), output_compression: 40 }, "application/json", signal);
    const [file] = answer.ok ? (await answer.json()).files : [];
    if (signal.aborted || answer.status > 422) return;
    advert.thumbs.set(key, { texts, src: file ? shownAt(file) : before?.src, roomless: !file });
    showThumbs();
  }
};
const bringThumbsSoon = () => {
  advert.thumbing?.abort();
  const { signal } = advert.thumbing = new AbortController();
  setTimeout(() => bringThumbs(signal).catch((error) => { if (error.name !== "AbortError") throw error; }), UNHURRIED);
};
const shownAt = ({ mime, image }) => `data:${mime};base64,${image}`;

const say = (text) => part("[role=status]").textContent = text;
const figure = (code, value) => code === "text_share"
  ? new Intl.NumberFormat(root.lang, { style: "percent" }).format(value)
  : new Intl.NumberFormat(root.lang, { maximumFractionDigits: 1 }).format(value);
// What is wrong is marked on the picture, too, by the number of its line. A warning that is about no one text has no place.
const showFindings = ({ faults, warnings, texts = [], logo, width, height }) => {
  const places = Object.fromEntries([...texts.map(({ role, box }) => [role, box]), ["logo", logo?.box]]);
  const line = (kind, number) => ({ code, about, value, limit }) => {
    const told = { about: advert.words.about[about], value: figure(code, value), limit: figure(code, limit) };
    const item = Object.assign(document.createElement("li"), { className: kind, textContent: filled(advert.words.findings[code], told) });
    if (number) item.dataset.number = number(about);
    return item;
  };
  const marked = [...new Set(faults.map(({ about }) => about))].filter((about) => places[about]);
  const numbered = (about) => marked.indexOf(about) + 1;
  part(".ad-findings").replaceChildren(...faults.map(line("fault", numbered)), ...warnings.map(line("warning")));
  part(".ad-marks").replaceChildren(...marked.map((about) => {
    const [left, top, right, bottom] = places[about], mark = document.createElement("i");
    const share = (length, whole) => `${100 * length / whole}%`;
    mark.dataset.number = numbered(about);
    Object.assign(mark.style, { left: share(left, width), top: share(top, height), width: share(right - left, width), height: share(bottom - top, height) });
    return mark;
  }));
};
const blameTexts = ({ code, details = [] }) => {
  for (const name of TEXTS) {
    const fault = details.find(({ field }) => field === `ad.${name}`);
    const { cures } = advert.words, cure = code === "prompt_refused" ? cures.refused : cures[fault?.rule] ?? cures.other;
    document.getElementById(`ad-fault-${name}`).textContent = fault ? filled(cure, fault) : "";
    part("form").elements[name].ariaInvalid = fault ? "true" : null;
  }
  return details.some(({ field }) => TEXTS.includes(field.replace("ad.", "")));
};
const refuse = async (answer) => {
  const { error } = await answer.json().catch(() => ({ error: { code: "internal_error", details: [] } }));
  const { problems, refused } = advert.words;
  say(blameTexts(error) ? refused : problems[error.code] ?? problems.internal_error);
  showFindings(NOTHING);
};
const takable = (one, all = one) => {
  part("[data-takes=one]").toggleAttribute("href", one);
  part("[data-takes=one]").ariaDisabled = String(!one);
  for (const button of dialog().querySelectorAll("[data-takes=all],[data-takes=keep]")) button.disabled = !all;
  part("[data-takes=all]").textContent = filled(advert.words.all, { count: formats().length });
};
const empty = () => {
  part(".ad-frame").classList.remove("stale");
  blameTexts({});
  showFindings(NOTHING);
  Object.assign(part(".ad-frame img"), { src: advert.small, alt: advert.alt });
  say(advert.words.begin);
};
const show = async () => {
  const wanted = draft([format()], layout()), answer = await compose(wanted, "application/json");
  if (wanted.image !== advert.image) return; // another one has been opened meanwhile
  part(".ad-frame").classList.toggle("stale", !answer.ok);
  if (!answer.ok) return await refuse(answer);
  const [file] = (await answer.json()).files;
  if (!wanted.ad.layout) advert.thumbs.set(`${file.format} `, { src: shownAt(file) });
  showThumbs();
  blameTexts({});
  showFindings(file.certificate);
  Object.assign(part(".ad-frame img"), { src: shownAt(file), alt: `${advert.words.shown}: ${wanted.ad.headline}. ${advert.alt}` });
  say(file.certificate.ok ? advert.words.ok : advert.words.faulty);
  Object.assign(part("[data-takes=one]"), { href: shownAt(file), download: file.name });
};
// The picture follows the hand: what is typed while one is being set is set next, and nothing in between.
const follows = async () => {
  advert.thumbing?.abort();
  takable(false);
  advert.again = true;
  if (advert.setting) return;
  advert.setting = true;
  part(".ad-frame").ariaBusy = "true";
  try {
    while (advert.again && dialog().open) {
      advert.again = false;
      if (part("form").elements.headline.value.trim()) await show();
      else empty();
    }
  } finally {
    advert.setting = false;
    part(".ad-frame").ariaBusy = null;
  }
  if (!part("form").elements.headline.value.trim() || !dialog().open) return;
  takable(!part(".ad-frame").classList.contains("stale"), true); // where one has no room, others may
  bringThumbsSoon();
};
// All formats at once, that which is seen the first. Where a text has no room in some of them, those are left out.
const composeAll = async (more, accept) => {
  const wanted = [...new Set([format(), ...formats()])], chosen = layout(), left = [];
  let answer = await compose({ ...request(wanted, chosen), ...more }, accept);
  if (answer.status === 422) {
    for (const one of wanted) {
      const fits = fitting(one).some(({ name }) => name === chosen);
      if (!(await compose(draft([one], fits ? chosen : ""), "application/json")).ok) left.push(one);
    }
    const some = wanted.filter((one) => !left.includes(one));
    if (some.length) answer = await compose({ ...request(some, chosen), ...more }, accept);
  }
  return [answer, advert.known.formats.filter(({ name }) => left.includes(name)).map(({ title }) => title)];
};
const tellLeft = (titles, whole, less) => say(titles.length ? filled(less, { formats: titles.join(", ") }) : whole);
const keep = async () => {
  say(advert.words.keeping);
  const [answer, titles] = await composeAll({ keep: true }, "application/json");
  if (!answer.ok) return refuse(answer);
  advert.kept = true;
  tellLeft(titles, advert.words.kept, advert.words.kept_but);
};
const save = (href, download) => Object.assign(document.createElement("a"), { href, download }).click();
// What is looked at while it is typed is a draft: what is taken home is told to the service, which knows it again.
const takeOne = async () => {
  const answer = await compose(request([format()], layout()), "application/json");
  if (!answer.ok) return refuse(answer);
  const [file] = (await answer.json()).files;
  save(shownAt(file), file.name);
};
// The picture's own menu, or a drag of it, may take the draft home: what it looks like is told as well, once a picture.
for (const name of ["contextmenu", "dragstart"]) {
  document.addEventListener(name, ({ target }) => {
    if (!target.matches?.(".ad-frame img") || target.src === advert.told || !part("[data-takes=one]").hasAttribute("href")) return;
    advert.told = target.src;
    compose(request([format()], layout()), "application/json").then(({ ok }) => { if (!ok) advert.told = ""; });
  });
}
const takeAll = async () => {
  say(advert.words.packing);
  const [answer, titles] = await composeAll({}, "application/zip");
  if (!answer.ok) return refuse(answer);
  const name = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition"))?.[1];
  const href = URL.createObjectURL(await answer.blob());
  save(href, name ? decodeURIComponent(name) : "ads.zip");
  setTimeout(() => URL.revokeObjectURL(href), 60000);
  tellLeft(titles, advert.words.packed, advert.words.left_out);
};

// With the `copy` of what was kept its text is changed, in its layout and its first format.
const openAd = async (picture, copy) => {
  const form = part("form"), image = document.querySelector(`.work img.of-picture[src^="${CSS.escape(picture)}"]`);
  advert.words ??= JSON.parse(dialog().dataset.words);
  Object.assign(advert, { image: picture.split("/").pop(), small: `${picture}?thumb=512`, alt: image?.alt ?? "" });
  const { formats: made, layout: used, ...rest } = copy ?? {};
  Object.assign(advert, { copy: rest, kept: false });
  if (copy || advert.changing) for (const name of TEXTS) form.elements[name].value = rest[name] ?? "";
  advert.changing = Boolean(copy);
  advert.thumbs.clear();
  Object.assign(part(".ad-frame img"), { src: advert.small, alt: advert.alt });
  dialog().showModal();
  form.elements.headline.focus();
  if (!advert.known) {
    advert.known = await fetch(`${advert.words.api}/layouts?lang=${root.lang}`).then((answer) => answer.ok && answer.json()).catch(() => null);
    if (!advert.known) return say(advert.words.problems.unreachable);
    offerFormats();
  }
  if (made) for (const one of dialog().querySelectorAll("[name=format]")) one.checked ||= one.value === made[0];
  offerLayouts();
  if (copy) for (const one of dialog().querySelectorAll("[name=layout]")) one.checked = one.value === (used ?? "");
  if (!part("[name=layout]:checked")) part("[name=layout]").checked = true;
  follows();
};
// Whoever may not read pictures has no use for it.
let reads = null;
const offerAds = async (element) => {
  const buttons = element.querySelectorAll("[data-advertises]");
  if (!buttons.length) return;
  reads ??= fetch("../../api/session").then((answer) => answer.json()).then(({ scopes }) => scopes.includes("read"));
  const may = await reads.catch(() => reads = null);
  for (const button of buttons) button.hidden = !may;
};
const takes = { one: takeOne, keep, all: takeAll };
document.addEventListener("click", (event) => {
  const source = event.target.closest?.("[data-advertises],button[data-takes],a[data-takes][href]");
  if (!source) return;
  if (source.dataset.advertises) return openAd(source.dataset.advertises, source.dataset.copy && JSON.parse(source.dataset.copy));
  event.preventDefault();
  takes[source.dataset.takes]();
});
// Of what was kept the history behind the dialog knows nothing yet.
document.addEventListener("close", ({ target }) => {
  const asks = document.querySelector("#get-history");
  if (target.id === "ad" && advert.kept && asks && visible(asks)) asks.click();
}, true);
document.addEventListener("input", ({ target }) => {
  if (!target.closest?.("#ad") || !advert.known) return;
  if (target.name === "format") offerLayouts();
  follows();
});
document.addEventListener("submit", (event) => event.target.matches(".ad-form") && event.preventDefault());
