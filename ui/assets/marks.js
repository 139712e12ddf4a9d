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
  if (!answered || !(failed || answered())) return;
  arrived(answered.mark);
  goOn();
};
// What a button or a form asks for.
const asked = (source) => source.tagName === "FORM" ? { ...source.dataset, ...window.page.answers(source) } : source.dataset;
// By event: whether the page shows what was asked for. What is no longer on the page need not be waited for.
const answers = {
  open: (_, { picture }) => document.querySelector(`dialog.viewer[open] .verdict [data-picture="${CSS.escape(picture)}"]`),
  choose: (part, { index }) => {
    const buttons = [...part.querySelectorAll(`[data-event=choose][data-index="${index}"]`)];
    return !buttons.length || buttons.some((button) => button.ariaPressed === "true");
  },
  mark: (part, { picture, result, reason, about }) => {
    const buttons = [...part.querySelectorAll(`[data-event=mark][data-picture="${CSS.escape(picture)}"]`)];
    const pressed = buttons.find((button) => button.ariaPressed === "true")?.dataset;
    return pressed ? pressed.result === result && pressed.reason === reason && pressed.stands === about : !result || !buttons.length;
  },
  many: (part, { pictures, result }) => {
    const badge = result === "1" ? ".badge.good" : ".badge.bad", among = new Set(pictures.split(" "));
    const works = [...part.querySelectorAll(".album-work")].filter((work) => among.has(work.querySelector(".open").dataset.picture));
    return works.every((work) => work.querySelector(badge));
  },
  more: (part, _, before) => part.querySelectorAll(".album-work").length !== before,
};
const answer = (source, what) => {
  const part = source.closest("#wall, #viewer, #campaign-viewer, #history, #campaign"), before = part?.querySelectorAll(".album-work").length;
  return () => answers[what.event](part, what, before);
};
// The answer before may have drawn the button or the form anew.
const redrawn = (source) => {
  const { event, key } = source.dataset;
  const drawn = document.querySelectorAll(`[data-event="${event}"][data-key="${CSS.escape(key)}"]`);
  return source.isConnected ? source : [...drawn].find(visible);
};
const repeat = (source, { reason }, mark) => {
  const found = redrawn(source);
  if (!found) return mark && sendAlone(mark);
  if (found.tagName !== "FORM") return found.click();
  found.elements.reason.value = reason;
  tellChange(found);
};
// The viewer was closed or the page turned: a mark is sent without its button, and the next waits as for any other.
const sendAlone = (mark) => {
  const waiting = answered = Object.assign(() => false, { mark });
  patience = setTimeout(goOn, PATIENCE);
  post(mark).then(({ ok }) => ok && arrived(mark), () => {}).finally(() => answered === waiting && goOn());
};
const inTurn = (event, source) => {
  const what = { ...asked(source) }, shown = answer(source, what);
  const mark = what.event === "mark" ? give(what) : null;
  if (mark) forget(what.picture);
  if (answered) intents.push(() => repeat(source, what, mark));
  else if (shown()) arrived(mark);
  else {
    answered = Object.assign(shown, { mark });
    patience = setTimeout(goOn, PATIENCE);
    return;
  }
  event.stopImmediatePropagation(); // for later, or for nothing new
};
document.addEventListener("click", (event) => {
  const source = event.target.closest?.("[data-event]:not(form)");
  if (source && source.dataset.event in answers) inTurn(event, source);
}, true);
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form.why");
  if (form) inTurn(event, form);
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
  typed.timer = 0;
  tellChange(unsent());
};
// What was typed is said now, or was of a mark that is no more: it is not a reason of the next one.
const forget = (picture) => {
  if (typed?.picture !== picture) return;
  clearTimeout(typed.timer);
  typed = null;
};
document.addEventListener("input", ({ target }) => {
  const form = target.closest?.("form.why");
  if (!form) return;
  clearTimeout(typed?.timer);
  typed = { form, input: target, key: target.dataset.key, text: target.value, picture: form.elements.picture.value };
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
const keyed = ({ image_path, about }) => `${about} ${image_path}`;
const arrived = (mark) => mark && given.get(keyed(mark)) === mark && given.delete(keyed(mark));
const give = ({ picture, user, result, reason, about }) => {
  const mark = { user_id: user, image_path: picture, result: result ? result === "1" : null, reason, about };
  given.delete(keyed(mark)); // it is the last now
  given.set(keyed(mark), mark);
  setTimeout(() => away() || arrived(mark), PATIENCE);
  return mark;
};
addEventListener("pagehide", () => {
  const form = unsent();
  if (form) give(asked(form));
  if (away()) return sessionStorage.setItem("given", JSON.stringify([...given.values()]));
  const last = new Map([...given.values()].map((mark) => [mark.image_path, mark])); // of two on their way, either may be the first
  for (const mark of last.values()) navigator.sendBeacon(words.marks, new Blob([JSON.stringify(mark)], { type: "application/json" }));
});
const post = (mark) => fetch(words.marks, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(mark) });
const sendGiven = async () => {
  const marks = JSON.parse(sessionStorage.getItem("given") ?? "[]");
  sessionStorage.removeItem("given");
  for (const mark of marks) given.set(keyed(mark), mark);
  for (const mark of marks) {
    if (given.get(keyed(mark)) !== mark) continue; // another has been given since
    const { ok } = await post(mark).catch(() => ({}));
    if (ok) arrived(mark);
  }
};
