// What Gradio leaves to be put right.
// What somebody has unfolded stays so when it is redrawn.
const unfolded = new Set();
document.addEventListener("click", (event) => {
  const details = event.target.closest?.("summary")?.parentElement;
  if (details) details.open ? unfolded.delete(details.className) : unfolded.add(details.className);
});

// Gradio gives each radio button a name of its own; one name a group is what arrow keys and screen readers expect.
let groups = 0;
const tidy = () => {
  for (const group of document.querySelectorAll("fieldset")) {
    const label = group.querySelector("[data-testid=block-info]")?.textContent.trim();
    if (label && group.getAttribute("aria-label") !== label) {
      group.setAttribute("role", "radiogroup");
      group.setAttribute("aria-label", label);
    }
    group.dataset.group ??= `group-${++groups}`;
    for (const radio of group.querySelectorAll("input[type=radio]")) {
      if (radio.name !== group.dataset.group) radio.name = group.dataset.group;
    }
  }
  for (const input of document.querySelectorAll(".numeric input")) input.inputMode = "decimal";
};
// Gradio says in English, and over the page, that it has lost the service; it reloads the page when that is back.
const tell = () => {
  const toasts = [...document.querySelectorAll(".toast-body, .toast-item")].map((one) => one.textContent);
  let bar = document.getElementById("told");
  if (!toasts.length) return bar?.remove();
  const kind = toasts.some((one) => /connection/i.test(one)) ? "away" : toasts.some((one) => /busy|full/i.test(one)) ? "busy" : "broken";
  if (bar?.dataset.kind === kind) return;
  bar ??= document.body.appendChild(Object.assign(document.createElement("p"), { id: "told" }));
  bar.setAttribute("role", "alert");
  bar.dataset.kind = kind;
  bar.textContent = words[kind];
};
let tidying = 0;
new MutationObserver(() => {
  tidying ||= requestAnimationFrame(() => { tidying = 0; tidy(); tell(); });
}).observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ["name"] });
