// Keys, marks and reasons: all arrive, in the order in which they were given.
const visible = (element) => element.getClientRects().length > 0;
const works = () => {
  const dialog = document.querySelector("dialog[open]");
  return [...(dialog?.parentElement ?? document).querySelectorAll(".work")].filter(visible);
};
const turn = (shown, chosen, step) => {
  const next = shown.length > 1
    ? shown[(shown.indexOf(chosen) + step + shown.length) % shown.length].querySelector("[data-event=choose]")
    : chosen.querySelector(`[data-key="turn-${step}"]`);
  next?.click();
};
const press = (code) => {
  const shown = works();
  const chosen = shown.find((work) => work.classList.contains("chosen"));
  if (!chosen) return;
  if (code === "KeyG") chosen.querySelector(".act.good")?.click();
  if (code === "KeyB") chosen.querySelector(".act.bad")?.click();
  if (code === "ArrowRight") turn(shown, chosen, 1);
  if (code === "ArrowLeft") turn(shown, chosen, -1);
};

// What redraws a picture is done one after the other: a late answer would bring an older picture back under a quick hand.
const PATIENCE = 10000;
const intents = [];
let answered = null, patience = 0; // asks whether the page shows what was pressed last, until it does
const goOn = () => {
  clearTimeout(patience);
  answered = null;
  while (!answered && intents.length) intents.shift()();
};
// An answer redraws several parts of the page, and others are redrawn meanwhile: only the one that was waited for counts.
const goOnWhenAnswered = (failed) => {
  if (answered && (failed || answered())) goOn();
};
// Whether the page shows what `source` asks for. What is no longer on the page need not be waited for.
const answer = (source) => {
  const { event, picture, index, result, reason, about } = source.dataset;
  const named = picture && `[data-picture="${CSS.escape(picture)}"]`;
  if (event === "open") return () => document.querySelector(`dialog.viewer[open] .verdict ${named}`);
  const part = source.closest("#wall, #viewer, #campaign-viewer");
  const among = event === "mark" ? `[data-event=mark]${named}` : `[data-event=choose][data-index="${index}"]`;
  return () => {
    const buttons = [...part.querySelectorAll(among)];
    const pressed = buttons.find((button) => button.ariaPressed === "true");
    if (event === "choose") return pressed || !buttons.length;
    return pressed ? pressed.dataset.result === result && pressed.dataset.reason === reason && pressed.dataset.stands === about : !result || !buttons.length;
  };
};
// The answer before may have drawn the button anew.
const redrawn = (source) => {
  const { event, key } = source.dataset;
  const drawn = document.querySelectorAll(`[data-event="${event}"][data-key="${CSS.escape(key)}"]`);
  return source.isConnected ? source : [...drawn].find(visible);
};
document.addEventListener("click", (event) => {
  const source = event.target.closest?.("[data-event=mark],[data-event=open],[data-event=choose]");
  if (!source || source.tagName === "FORM") return;
  const shown = answer(source);
  if (source.dataset.event === "mark") give(source.dataset);
  if (answered) intents.push(() => redrawn(source)?.click());
  else if (!shown()) {
    answered = shown;
    patience = setTimeout(goOn, PATIENCE);
    return;
  }
  event.stopImmediatePropagation(); // for later, or for nothing new
}, true);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || document.querySelector("dialog[open]")) return;
  const generate = document.getElementById("generate");
  if (!generate || !visible(generate)) return;
  event.preventDefault();
  event.stopPropagation();
  tellChange(event.target);
  setTimeout(() => generate.click());
}, true);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input,textarea,select,[role=tab]")) return;
  const { code } = event;
  if (answered) intents.push(() => press(code));
  else press(code);
});

// A reason is saved as it is typed: whoever types one seldom presses Enter. A redraw meanwhile must not undo a word.
const REASON_SECONDS = 0.8;
let typed = null;
const sendSoon = () => {
  clearTimeout(typed.timer);
  typed.timer = setTimeout(send, REASON_SECONDS * 1000);
};
// The form with a reason that the page has not been told yet.
const unsent = () => typed?.input.isConnected && typed.input.value !== typed.input.defaultValue ? typed.form : null;
const send = () => {
  if (!typed) return;
  clearTimeout(typed.timer);
  typed.timer = 0;
  tellChange(unsent());
};
document.addEventListener("input", ({ target }) => {
  const form = target.closest?.("form.why");
  if (!form) return;
  clearTimeout(typed?.timer);
  typed = { form, input: target, key: target.dataset.key, text: target.value };
  sendSoon();
});
const retype = (element) => {
  const input = typed && element.querySelector(`input[data-key="${CSS.escape(typed.key)}"]`);
  if (!input || input === typed.input) return;
  typed = { ...typed, input, form: input.form };
  if (input.value === typed.text) return void (typed = typed.timer ? typed : null);
  input.value = typed.text;
  sendSoon();
};
// Marks and reasons that may not have arrived yet: those given while the service is away are sent when the page is back.
const given = new Map();
const away = () => document.getElementById("told")?.dataset.kind === "away";
const give = ({ picture, user, result, reason, about }) => {
  const mark = { user_id: user, image_path: picture, result: result ? result === "1" : null, reason, about };
  given.set(picture, mark);
  setTimeout(() => given.get(picture) === mark && !away() && given.delete(picture), PATIENCE);
  return mark;
};
document.addEventListener("change", ({ target }) => {
  const form = target.closest?.("form.why");
  if (form) give(Object.fromEntries(new FormData(form)));
}, true);
addEventListener("pagehide", () => {
  const form = unsent();
  const last = form && give(Object.fromEntries(new FormData(form)));
  if (away()) sessionStorage.setItem("given", JSON.stringify([...given.values()]));
  else if (last) navigator.sendBeacon(words.marks, new Blob([JSON.stringify(last)], { type: "application/json" }));
});
const sendGiven = () => {
  const marks = JSON.parse(sessionStorage.getItem("given") ?? "[]");
  sessionStorage.removeItem("given");
  const headers = { "Content-Type": "application/json" };
  return Promise.allSettled(marks.map((mark) => fetch(words.marks, { method: "POST", headers, body: JSON.stringify(mark) })));
};
