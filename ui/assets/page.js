// What the components of the page call, and mistakes told where they were made.
window.page = {
  who() {
    const id = own();
    sessionStorage.setItem("user_id", id);
    nameTab(id);
    return id;
  },
  remember(id) {
    if (id !== own()) document.querySelector(".other-user").hidden = true;
    sessionStorage.setItem("user_id", id);
    if (localStorage.getItem("user_id") !== id) localStorage.setItem("user_id", id);
    nameTab(id);
  },
  // Whoever came through the door is known only now: what the address asks for is theirs.
  known() {
    if (address().get("tab")) place.read();
  },
  // The form as it is, for this tab and, where a new one is opened, for this browser.
  keep(values) {
    const draft = JSON.stringify(values);
    sessionStorage.setItem("draft", draft);
    localStorage.setItem("draft", draft);
    kept();
  },
  recall(values) {
    try {
      const draft = JSON.parse(sessionStorage.getItem("draft") ?? localStorage.getItem("draft"));
      return draft?.length === values.length ? draft : values; // another page may have had other questions
    } catch {
      return values;
    }
  },
  // What a form says; a day becomes the moment when it begins here (or, for `until`, when it ends).
  answers(form) {
    const answers = Object.fromEntries(new FormData(form));
    for (const [name, days] of [["since", 0], ["until", 1]]) {
      if (!answers[name]) continue;
      const [year, month, day] = answers[name].split("-").map(Number);
      answers[name] = new Date(year, month - 1, day + days).toISOString();
    }
    return answers;
  },
  order,
  plan: newest((user) => order(true, user)),
  verify: newest(() => verify()),
  // What the filters of the history or of the report say.
  wanted(id) {
    const form = document.querySelector(`#${id} form`);
    return form ? this.answers(form) : {};
  },
  // Called whenever a live part of the page has been redrawn.
  refresh(element) {
    const format = new Intl.DateTimeFormat(root.lang, { dateStyle: "medium", timeStyle: "short" });
    for (const time of element.querySelectorAll("time[datetime]")) {
      if (time.dateTime) time.textContent = format.format(new Date(time.dateTime));
    }
    element.dataset.view = localStorage.getItem("view") ?? "gallery";
    const dialog = element.querySelector("dialog[data-shows]");
    if (dialog && !dialog.open) {
      dialog.showModal();
      requestAnimationFrame(() => dialog.scrollTo(0, 0)); // the focus lies on a button, which may be far below the picture
    }
    for (const details of element.querySelectorAll("details")) details.open = unfolded.has(details.className);
    complain(element);
    // A redraw reuses what is there: an older picture would stand under a new title until the new one has come.
    for (const image of element.querySelectorAll(".album-work img")) {
      if (image.complete) continue;
      image.style.visibility = "hidden";
      for (const end of ["load", "error"]) image.addEventListener(end, () => image.style.visibility = "", { once: true });
    }
    sharpen(element);
    const bar = element.querySelector(".chosen-bar");
    if (bar) showChosen(bar);
    retype(element);
    place.shown(element);
    follow(element);
    tellVerdict(element);
    offerAds(element);
    const more = element.querySelector("[data-event=more]");
    if (more) reaching.observe(more);
    const busy = element.querySelector("[aria-busy]");
    if (busy && !element.dataset.busy && !seen(busy)) busy.scrollIntoView({ block: "start" });
    element.dataset.busy = busy ? "busy" : "";
    const failed = element.matches(".problem, .problem *") && element.querySelector(".notice");
    setTimeout(() => goOnWhenAnswered(failed)); // when all that the answer changes has been redrawn
  },
};
// Endless scroll: the button presses itself when it comes near.
const reaching = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    reaching.unobserve(target);
    target.click();
  }
}, { rootMargin: "400px" });

// Every line of a notice that is about a control is repeated there, until somebody changes the control.
const complain = (element) => {
  if (!element.matches(".problem, .problem *")) return;
  document.querySelectorAll("[class*=field-]:has([aria-invalid])").forEach(forgive);
  const lines = [...element.querySelectorAll(".notice li")];
  const faults = lines.flatMap((line) => line.dataset.field.split(" + ").map((name) => blame(name, line.textContent)));
  const folded = faults.map((block) => block?.closest(".more")?.querySelector(".label-wrap:not(.open)"));
  new Set(folded).forEach((label) => label?.click());
  const first = faults.find(Boolean) ?? element.querySelector(".notice");
  // Not before the rest of the page has been redrawn, which moves everything below it.
  if (!first) return;
  setTimeout(() => {
    const told = first.querySelector("[aria-describedby]")?.getAttribute("aria-describedby");
    const line = document.getElementById(told) ?? first;
    if (!seen(first) || !seen(line)) line.scrollIntoView({ block: "center" });
    if (document.activeElement === document.body || document.activeElement.closest(".go")) {
      first.querySelector("input, textarea")?.focus({ preventScroll: true });
    }
  }, 150);
};
const blame = (name, text) => {
  const block = name && document.querySelector(`.field-${name}`);
  if (!block) return null;
  const told = block.closest(".sides") ? "size-rule" : `fault-${name}`; // the rule of sizes says it already
  if (told !== "size-rule") {
    const fault = document.createElement("p");
    const room = block.closest(".person, .seed") ?? block;
    room.append(Object.assign(fault, { id: told, className: "hint wrong fault", textContent: text }));
  }
  for (const input of block.querySelectorAll("input, textarea")) {
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", told);
  }
  return block;
};
const forgive = (block) => {
  for (const input of block.querySelectorAll("[aria-invalid]")) {
    document.querySelector(`.fault#${input.getAttribute("aria-describedby")}`)?.remove();
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
};
document.addEventListener("input", (event) => {
  const block = event.target.closest?.("[class*=field-]");
  if (!block?.querySelector("[aria-invalid]")) return;
  forgive(block);
  for (const notice of document.querySelectorAll(".problem .notice")) {
    const lines = [...notice.querySelectorAll("li")];
    for (const line of lines) line.hidden ||= line.dataset.field.split(" + ").some((name) => block.matches(`.field-${name}`));
    notice.hidden = lines.every((line) => line.hidden);
  }
});
const seen = (element) => {
  const box = element.getBoundingClientRect(), bar = element.closest(".brief")?.querySelector(".go");
  const floor = bar && getComputedStyle(bar).position === "sticky" ? bar.getBoundingClientRect().top : innerHeight;
  return box.top >= 0 && box.top < innerHeight * 0.7 && (box.bottom <= floor || box.height > floor);
};
