"use strict";
// Theme, language and half-filled form, the search, and the pictures of the history that are chosen.
const root = document.documentElement;
const words = JSON.parse(root.dataset.words);
const tellChange = (field) => field?.dispatchEvent(new Event("change", { bubbles: true }));
// A text with what stands for its names in braces.
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const fetchHistory = () => document.getElementById("get-history")?.click();
const address = () => new URLSearchParams(location.search);

const applyTheme = () => {
  const theme = localStorage.getItem("theme"), { classList } = document.body;
  if (theme && classList.contains("dark") !== (theme === "dark")) classList.toggle("dark");
};
const watchTheme = () => {
  applyTheme();
  new MutationObserver(applyTheme).observe(document.body, { attributes: true, attributeFilter: ["class"] });
};
if (document.body) watchTheme();
else document.addEventListener("DOMContentLoaded", watchTheme);

document.addEventListener("click", (event) => {
  const target = event.target.closest?.("[data-theme-switch],[data-opens],[data-closes],[data-language],[data-view-switch],[data-signs-out]");
  if (!target) {
    if (event.target.matches?.("dialog")) event.target.close();
    return;
  }
  if ("themeSwitch" in target.dataset) {
    localStorage.setItem("theme", document.body.classList.contains("dark") ? "light" : "dark");
    applyTheme();
  }
  if (target.dataset.opens) document.getElementById(target.dataset.opens)?.showModal();
  if ("closes" in target.dataset) target.closest("dialog")?.close();
  if (target.dataset.viewSwitch) {
    localStorage.setItem("view", target.dataset.viewSwitch);
    target.closest("[data-view]").dataset.view = target.dataset.viewSwitch;
  }
  if ("signsOut" in target.dataset) {
    sessionStorage.clear();
    localStorage.removeItem("user_id");
    localStorage.removeItem("draft");
    fetch("../../api/session", { method: "DELETE" }).catch(() => null).then(() => location.assign("../../api/session/end"));
  }
  if (target.dataset.language) {
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `language=${target.dataset.language}; path=/; max-age=31536000; samesite=lax${secure}`;
    leave(event, target);
  }
});

// The half-filled form goes along: Gradio is asked what its controls hold, and the link waits for the answer.
let kept = () => {};
const leave = (event, link) => {
  const keep = document.getElementById("keep-draft");
  if (!keep || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  kept = () => location.assign(link.href);
  keep.click();
  setTimeout(kept, 500);
};

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-presses]");
  if (form) document.getElementById(form.dataset.presses).click();
});

// A search begins when somebody stops typing for a moment.
let typing = 0;
document.addEventListener("input", ({ target }) => {
  if (!target.matches?.("form[data-presses] [type=search]")) return;
  clearTimeout(typing);
  typing = setTimeout(() => {
    place.said(target.form, false);
    document.getElementById(target.form.dataset.presses).click();
  }, 400);
});

// Which pictures of the history are chosen: by their addresses, in the order of choosing, as long as the album is the same.
const chosen = new Set();
let album = "";
const showChosen = (bar) => {
  const count = bar.querySelector("[data-said]"), zip = bar.querySelector("[data-archive]");
  const shown = bar.dataset.album + zip.dataset.archive;
  if (album !== shown) chosen.clear();
  album = shown;
  bar.hidden = !chosen.size;
  count.textContent = count.dataset.said.replace("{count}", chosen.size);
  const names = [...chosen].map((path) => `name=${encodeURIComponent(path.split("/").pop())}`);
  zip.href = `${zip.dataset.archive}?${names.join("&")}`;
  for (const many of bar.querySelectorAll("[data-event=many]")) many.dataset.pictures = [...chosen].join(" ");
  for (const box of document.querySelectorAll("[data-choose]")) box.checked = chosen.has(box.dataset.choose);
};
const choose = (path, wanted, most) => wanted && chosen.size < most ? chosen.add(path) : chosen.delete(path);
document.addEventListener("change", ({ target }) => {
  const bar = target.dataset.choose && target.closest("[data-view]")?.querySelector(".chosen-bar");
  if (!bar) return;
  choose(target.dataset.choose, target.checked, Number(bar.dataset.most));
  showChosen(bar);
});
document.addEventListener("click", (event) => {
  const source = event.target.closest?.("[data-chooses]");
  if (!source) return;
  const bar = source.closest(".chosen-bar"), all = source.dataset.chooses === "all";
  for (const box of bar.closest("[data-view]").querySelectorAll("[data-choose]")) choose(box.dataset.choose, all, Number(bar.dataset.most));
  if (!all) chosen.clear();
  showChosen(bar);
});
