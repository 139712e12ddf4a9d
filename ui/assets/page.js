"use strict";
// What the page does in the browser alone: theme, language, help, keys and local times.
(() => {
  const root = document.documentElement;
  const words = JSON.parse(root.dataset.words);

  const applyTheme = () => {
    const theme = localStorage.getItem("theme");
    if (theme && document.body) document.body.classList.toggle("dark", theme === "dark");
  };
  const watchTheme = () => {
    applyTheme();
    new MutationObserver(() => {
      const theme = localStorage.getItem("theme");
      if (theme && document.body.classList.contains("dark") !== (theme === "dark")) applyTheme();
    }).observe(document.body, { attributes: true, attributeFilter: ["class"] });
  };
  if (document.body) watchTheme();
  else document.addEventListener("DOMContentLoaded", watchTheme);

  document.addEventListener("click", (event) => {
    const target = event.target.closest?.("[data-theme-switch],[data-opens],[data-closes],[data-language],[data-view-switch]");
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
    typing = setTimeout(() => document.getElementById(target.form.dataset.presses).click(), 400);
  });

  // Which pictures of the history are chosen: by their addresses, in the order of choosing, as long as the album is the same.
  const chosen = new Set();
  let album = "";
  const showChosen = (bar) => {
    const count = bar.querySelector("[data-said]"), zip = bar.querySelector("[data-archive]");
    if (album !== zip.dataset.archive) chosen.clear();
    album = zip.dataset.archive;
    bar.hidden = !chosen.size;
    count.textContent = count.dataset.said.replace("{count}", chosen.size);
    const names = [...chosen].map((path) => `name=${encodeURIComponent(path.split("/").pop())}`);
    zip.href = `${album}?${names.join("&")}`;
    for (const many of bar.querySelectorAll("[data-event=many]")) many.dataset.pictures = [...chosen].join(" ");
    for (const box of document.querySelectorAll("[data-choose]")) box.checked = chosen.has(box.dataset.choose);
  };
  const choose = (path, wanted, most) => wanted && chosen.size < most ? chosen.add(path) : chosen.delete(path);
  document.addEventListener("change", ({ target }) => {
    const bar = target.dataset.choose && document.querySelector(".chosen-bar");
    if (!bar) return;
    choose(target.dataset.choose, target.checked, Number(bar.dataset.most));
    showChosen(bar);
  });
  document.addEventListener("click", (event) => {
    const source = event.target.closest?.("[data-chooses]");
    if (!source) return;
    const bar = source.closest(".chosen-bar"), all = source.dataset.chooses === "all";
    for (const box of document.querySelectorAll("[data-choose]")) choose(box.dataset.choose, all, Number(bar.dataset.most));
    if (!all) chosen.clear();
    showChosen(bar);
  });

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
    const { event, picture, index, result, reason } = source.dataset;
    const named = picture && `[data-picture="${CSS.escape(picture)}"]`;
    if (event === "open") return () => document.querySelector(`dialog.viewer[open] .verdict ${named}`);
    const part = source.closest("#wall, #viewer");
    const among = event === "mark" ? `[data-event=mark]${named}` : `[data-event=choose][data-index="${index}"]`;
    return () => {
      const buttons = [...part.querySelectorAll(among)];
      const pressed = buttons.find((button) => button.ariaPressed === "true");
      if (event === "choose") return pressed || !buttons.length;
      return pressed ? pressed.dataset.result === result && pressed.dataset.reason === reason : !result || !buttons.length;
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
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
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
  const send = () => {
    if (!typed) return;
    clearTimeout(typed.timer);
    const { form, input } = typed;
    typed.timer = 0;
    if (input.isConnected && input.value !== input.defaultValue) form.dispatchEvent(new Event("change", { bubbles: true }));
  };
  document.addEventListener("input", ({ target }) => {
    const form = target.closest?.("form.why");
    if (!form) return;
    clearTimeout(typed?.timer);
    typed = { form, input: target, key: target.dataset.key, text: target.value, timer: setTimeout(send, REASON_SECONDS * 1000) };
  });
  const retype = (element) => {
    const input = typed && element.querySelector(`input[data-key="${CSS.escape(typed.key)}"]`);
    if (!input || input === typed.input) return;
    typed = { ...typed, input, form: input.form };
    if (input.value === typed.text) return void (typed = typed.timer ? typed : null);
    input.value = typed.text;
    clearTimeout(typed.timer);
    typed.timer = setTimeout(send, REASON_SECONDS * 1000);
  };
  addEventListener("pagehide", () => {
    const form = typed?.input.isConnected && typed.input.value !== typed.input.defaultValue && typed.form;
    if (!form) return;
    const said = Object.fromEntries(new FormData(form));
    const mark = { user_id: said.user, image_path: said.picture, result: said.result === "1", reason: said.reason };
    navigator.sendBeacon(words.marks, new Blob([JSON.stringify(mark)], { type: "application/json" }));
  });

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

  // The address says which tab, filters and picture are shown: Back goes back, and it can be sent to a colleague.
  const TABS = ["create", "history", "report"];
  const place = {
    wanted: null, // what the address asks for and is not there yet
    tries: 0,
    tab: () => TABS[[...document.querySelectorAll("[role=tab]")].findIndex((tab) => tab.ariaSelected === "true")] ?? "create",
    write(changes, push = true) {
      const query = new URLSearchParams(location.search);
      for (const [name, value] of Object.entries(changes)) value ? query.set(name, value) : query.delete(name);
      const search = query.size ? `?${query}` : "";
      if (search === location.search) return;
      history[push ? "pushState" : "replaceState"](null, "", location.pathname + search + location.hash);
    },
    filtered: () => [...document.querySelectorAll("#filters [name]")].some((field) => field.value),
    fill() {
      const query = new URLSearchParams(location.search);
      for (const field of document.querySelectorAll("#filters [name]")) field.value = query.get(field.name) ?? "";
    },
    // Show what the address says.
    read() {
      const query = new URLSearchParams(location.search);
      const tab = document.querySelectorAll("[role=tab]")[TABS.indexOf(query.get("tab") ?? "create")];
      const open = document.querySelector("dialog.viewer[open]");
      this.wanted = query.get("picture");
      this.tries = 0;
      if (open && !this.wanted) open.close();
      this.fill();
      if (tab && tab.ariaSelected !== "true") tab.click();
      else if (this.tab() === "history") document.getElementById("get-history")?.click();
    },
    // A part of the page has been redrawn.
    shown(element) {
      if (element.querySelector(".filters")) {
        this.fill();
        if (this.filtered()) setTimeout(() => document.getElementById("get-history")?.click());
      }
      const viewer = element.querySelector("dialog.viewer");
      const picture = viewer?.querySelector(".verdict [data-picture]")?.dataset.picture.split("/").pop();
      if (picture) {
        this.wanted = null;
        this.write({ tab: "history", picture }, new URLSearchParams(location.search).get("picture") !== picture);
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
    const name = TABS[[...document.querySelectorAll("[role=tab]")].indexOf(tab)];
    place.write({ tab: name === "create" ? "" : name, picture: "" });
  });
  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("#filters form");
    if (form) place.write(Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "user")));
  }, true);
  // The outline goes as soon as everything is in its place; then the address is read, when it is known whose pictures it means.
  const arrive = setInterval(() => {
    const content = document.querySelector(".gradio-container .contain");
    if (!content || getComputedStyle(content).visibility === "hidden") return;
    document.getElementById("opening")?.remove();
    if (document.querySelector("#user-id input").value !== own()) return;
    clearInterval(arrive);
    if (new URLSearchParams(location.search).get("tab")) place.read();
  }, 50);

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
    // What the filters of the history say.
    wanted() {
      const form = document.querySelector("#filters form");
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
      const bar = element.querySelector(".chosen-bar");
      if (bar) showChosen(bar);
      retype(element);
      place.shown(element);
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
      if (!seen(first)) first.scrollIntoView({ block: "center" });
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
    if (block?.querySelector("[aria-invalid]")) forgive(block);
  });
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    return box.top >= 0 && box.top < innerHeight * 0.7;
  };
})();
