// Where somebody is, and who: the address, and the user id of each tab.
// The address says which tab, filters and picture are shown: Back goes back, and it can be sent to a colleague.
const TABS = ["create", "campaigns", "history", "report"];
const tabs = () => [...document.querySelectorAll("[role=tab]")];
const reportForm = () => document.querySelector("#report-filters form");
const place = {
  wanted: null, // what the address asks for and is not there yet
  tries: 0,
  tab: () => TABS[tabs().findIndex((tab) => tab.ariaSelected === "true")] ?? "create",
  write(changes, push = true) {
    const query = address();
    for (const [name, value] of Object.entries(changes)) value ? query.set(name, value) : query.delete(name);
    const search = query.size ? `?${query}` : "";
    if (search === location.search) return;
    history[push ? "pushState" : "replaceState"](null, "", location.pathname + search + location.hash);
  },
  fields: (part) => [...document.querySelectorAll(`${part} form.filters [name]`)],
  // The report has days of its own.
  key: (field) => (field.closest("#report-filters") ? "report_" : "") + field.name,
  said(form, push = true) {
    this.write(Object.fromEntries([...form.elements].map((field) => [this.key(field), field.value])), push);
  },
  fill() {
    const query = address();
    for (const field of this.fields("")) field.value = query.get(this.key(field)) ?? "";
  },
  // Show what the address says.
  read() {
    const query = address();
    const tab = tabs()[TABS.indexOf(query.get("tab") ?? "create")];
    const open = document.querySelector("dialog.viewer[open]");
    this.wanted = query.get("picture");
    this.tries = 0;
    if (open && !this.wanted) open.close();
    this.fill();
    if (tab && tab.ariaSelected !== "true") tab.click();
    else if (this.tab() === "history") fetchHistory();
    else if (this.tab() === "report") tellChange(reportForm());
  },
  // A part of the page has been redrawn.
  shown(element) {
    if (element.querySelector(".filters")) {
      this.fill();
      if (this.fields("#filters").some((field) => field.value)) setTimeout(fetchHistory);
    }
    const viewer = element.querySelector("dialog.viewer");
    const picture = viewer?.querySelector(".verdict [data-picture]")?.dataset.picture.split("/").pop();
    if (picture) {
      this.wanted = null;
      this.write({ tab: this.tab(), picture }, address().get("picture") !== picture);
      viewer.addEventListener("close", () => this.write({ picture: "" }));
    }
    if (!this.wanted || !element.querySelector(".album")) return;
    const open = element.querySelector(`[data-event=open][data-picture$="/${CSS.escape(this.wanted)}"]`);
    const more = element.querySelector("[data-event=more]");
    if (open) setTimeout(() => open.click());
    else if (more && this.tries++ < 20) setTimeout(() => more.click());
    else this.wanted = null;
  },
};
addEventListener("popstate", () => place.read());
document.addEventListener("click", (event) => {
  const tab = event.isTrusted && event.target.closest?.("[role=tab]");
  if (!tab) return;
  const name = TABS[tabs().indexOf(tab)];
  place.write({ tab: name === "create" ? "" : name, picture: "" });
});
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form.filters");
  if (form) place.said(form);
}, true);
// The outline goes as soon as everything is in its place; then the address is read, when it is known whose pictures it means.
const arrive = setInterval(() => {
  const content = document.querySelector(".gradio-container .contain");
  if (!content || getComputedStyle(content).visibility === "hidden") return;
  document.getElementById("opening")?.remove();
  if (document.querySelector("#user-id input").value !== own()) return;
  clearInterval(arrive);
  sendGiven().then(() => address().get("tab") && place.read());
}, 50);

// Whose the report is, is not known before the user id has been typed to the end.
document.addEventListener("change", ({ target }) => {
  const form = target.closest?.("#user-id") && reportForm();
  if (form?.elements.mine.value && place.tab() === "report") tellChange(form);
});

// Each tab has a user id of its own, which its title tells; the last one that was typed is where a new tab begins.
const title = () => document.title.replace(/^.* · /, "");
const own = () => sessionStorage.getItem("user_id") ?? localStorage.getItem("user_id") ?? "";
const nameTab = (id) => { document.title = id ? `${id.slice(0, 40)} · ${title()}` : title(); };
let telling = 0;
addEventListener("storage", ({ key, newValue: other }) => {
  if (key !== "user_id") return;
  clearTimeout(telling);
  telling = setTimeout(() => tellOther(other), 600); // when it has been typed to the end
});
const tellOther = (other) => {
  const notice = document.querySelector(".other-user");
  notice.hidden = !other || other === own();
  notice.dataset.other = other;
  const said = ({ dataset }) => dataset.said.replace(/\{(other|own)\}/g, (_, whose) => whose === "own" ? own() : other);
  notice.querySelector("p").textContent = said(notice);
  for (const button of notice.querySelectorAll("button")) button.textContent = said(button);
};
document.addEventListener("click", ({ target }) => {
  const notice = target.closest?.("[data-adopts],[data-keeps]")?.closest(".other-user");
  if (!notice) return;
  notice.hidden = true;
  if (!target.closest("[data-adopts]")) return;
  const input = document.querySelector("#user-id input");
  input.value = notice.dataset.other;
  input.dispatchEvent(new Event("input", { bubbles: true }));
});
