// A file that may be ours: chosen or dropped, sent to the API. What is too large is not sent: the answer might not arrive.
let checking = null; // the file that was sent last
const verifyForm = () => document.querySelector(".verify form");
const verify = async () => {
  const form = verifyForm(), file = form?.elements.file.files[0];
  if (!file) return { status: "", answer: "" };
  const body = new FormData(form);
  checking = file;
  form.elements.file.value = ""; // so that the same file may be chosen again
  try {
    if (file.size > Number(form.dataset.most)) return { status: "too_large", answer: "" };
    const answer = await fetch(words.verify, { method: "POST", body });
    return { status: String(answer.status), answer: await answer.text() };
  } catch {
    return { status: "unreachable", answer: "" };
  } finally {
    if (checking === file) tellFile(form, filled(form.querySelector("[data-file]").dataset.next, { name: file.name }));
  }
};
const tellFile = (form, text) => {
  const said = form.querySelector("[data-file]");
  said.textContent = text ?? said.dataset.file;
};
// On a phone the answer would be below all that is seen.
const tellVerdict = (element) => {
  const answer = element.closest("#verified") && element.querySelector(".verified, .notice");
  if (answer && !seen(answer)) answer.scrollIntoView({ block: "center" });
};
document.addEventListener("change", ({ target }) => {
  const form = target.type === "file" && target.closest(".verify form");
  if (!form) return;
  tellFile(form, target.files.length ? form.querySelector("[data-file]").dataset.busy : null);
  form.querySelector("[data-event=check]").click();
});
// The folded line takes a file, too: what is dropped beside a field would else replace the page.
document.addEventListener("dragover", (event) => {
  if (event.target.closest?.(".verify") && event.dataTransfer.types.includes("Files")) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const details = event.target.closest?.(".verify");
  if (!details || !event.dataTransfer.files.length) return;
  event.preventDefault();
  details.open = true;
  unfolded.add(details.className);
  const { file } = verifyForm().elements;
  file.files = event.dataTransfer.files;
  tellChange(file);
});
